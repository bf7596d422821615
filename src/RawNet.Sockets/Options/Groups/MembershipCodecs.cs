using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A membership in the five structures that C has for it. The kernel tells none of them by getsockopt(2).</summary>
internal static class MembershipCodecs
{
    /// <summary>group_req without a source, group_source_req with one: any family, by index (RFC 3678 section 5).</summary>
    public static readonly OptionCodec<Membership> Group = Codec(GroupLayout.SourceRequestSize, WriteGroup, "GROUP[@SOURCE][%IF]");

    /// <summary>ip_mreqn: IPv4, by index or address, no source.</summary>
    public static readonly OptionCodec<Membership> Ip = Codec(Unsafe.SizeOf<MulticastRequest>(), WriteIp, "GROUP[%IF]");

    /// <summary>ip_mreq_source: IPv4, by the interface's address (RFC 3678 section 4).</summary>
    public static readonly OptionCodec<Membership> IpSource = Codec(Unsafe.SizeOf<MulticastSourceRequest>(),
        WriteIpSource, "GROUP@SOURCE[%ADDRESS]");

    /// <summary>ipv6_mreq: by index, no source (RFC 3493 section 5.2).</summary>
    public static readonly OptionCodec<Membership> Ipv6 = Codec(Unsafe.SizeOf<Multicast6Request>(), WriteIpv6, "GROUP[%IF]");

    /// <summary>The four bytes of an IPv4 address as they stand in memory; none is 0.0.0.0.</summary>
    public static uint Word(IPAddress? address)
    {
        if (address is null)
            return 0;
        if (address.AddressFamily != AddressFamily.InterNetwork)
            throw new FormatException($"'{address}' is no IPv4 address");
        Span<byte> bytes = stackalloc byte[4];
        ScopedAddress.From(address).CopyTo(bytes);
        return MemoryMarshal.Read<uint>(bytes);
    }

    private static OptionCodec<Membership> Codec(int size, WriteOption<Membership> write, string shape) =>
        new(size, write,
            _ => throw new NotSupportedException("the kernel does not tell memberships by getsockopt; /proc/net/igmp lists them"),
            Membership.Parse, v => v.ToString())
        {
            Shape = shape
        };

    private static int WriteGroup(Membership value, Span<byte> bytes)
    {
        bytes.Clear();
        MemoryMarshal.Write(bytes, (uint)value.Interface.Index);
        ScopedAddress.From(value.Group).WriteSocketAddress(bytes[GroupLayout.GroupAt..], 0);
        if (value.Source is null)
            return GroupLayout.RequestSize;
        ScopedAddress.From(value.Source).WriteSocketAddress(bytes[GroupLayout.SourceAt..], 0);
        return GroupLayout.SourceRequestSize;
    }

    private static int WriteIp(Membership value, Span<byte> bytes)
    {
        MemoryMarshal.Write(bytes, new MulticastRequest
        {
            imr_multiaddr = Word(value.Group),
            imr_address = Word(value.Interface.Address),
            imr_ifindex = value.Interface.Index
        });
        return Unsafe.SizeOf<MulticastRequest>();
    }

    private static int WriteIpSource(Membership value, Span<byte> bytes)
    {
        MemoryMarshal.Write(bytes, new MulticastSourceRequest
        {
            imr_multiaddr = Word(value.Group),
            imr_interface = Word(value.Interface.Address),
            imr_sourceaddr = Word(value.Source)
        });
        return Unsafe.SizeOf<MulticastSourceRequest>();
    }

    private static int WriteIpv6(Membership value, Span<byte> bytes)
    {
        Span<byte> address = stackalloc byte[16];
        if (!value.Group.TryWriteBytes(address, out int length) || length != address.Length)
            throw new FormatException($"'{value.Group}' is no IPv6 address");
        MemoryMarshal.Write(bytes, new Multicast6Request
        {
            ipv6mr_multiaddr = MemoryMarshal.Read<UInt128>(address),
            ipv6mr_interface = (uint)value.Interface.Index
        });
        return Unsafe.SizeOf<Multicast6Request>();
    }
}
