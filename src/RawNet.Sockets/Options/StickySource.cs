using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Whence an IPv6 socket sends (in6_pktinfo, RFC 3542 section 6); as text <c>ADDRESS[%IF]</c>.</summary>
/// <param name="Address">:: leaves the choice to the kernel.</param>
/// <param name="InterfaceIndex">0 likewise.</param>
public readonly record struct StickySource(IPAddress Address, int InterfaceIndex)
{
    internal static readonly OptionCodec<StickySource> Codec = new(
        Unsafe.SizeOf<Packet6Info>(),
        Write,
        _ => throw new NotSupportedException("the kernel does not tell IPV6_PKTINFO by getsockopt"),
        Parse,
        value => value.ToString())
    { Shape = "ADDRESS[%IF]" };

    /// <inheritdoc/>
    public override string ToString() => $"{Address}%{InterfaceIndex}";

    private static int Write(StickySource value, Span<byte> bytes)
    {
        Span<byte> address = stackalloc byte[16];
        if (!value.Address.TryWriteBytes(address, out int length) || length != address.Length)
            throw new FormatException($"'{value.Address}' is no IPv6 address");
        MemoryMarshal.Write(bytes,
            new Packet6Info { ipi6_addr = MemoryMarshal.Read<UInt128>(address), ipi6_ifindex = (uint)value.InterfaceIndex });
        return Unsafe.SizeOf<Packet6Info>();
    }

    private static StickySource Parse(string text)
    {
        (string address, MulticastInterface at) = Membership.SplitInterface(text);
        return new StickySource(IPAddress.Parse(address), at.Index);
    }
}
