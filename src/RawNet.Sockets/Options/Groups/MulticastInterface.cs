using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>An interface as the multicast options name it: by index, or by one of its addresses when the index is 0.</summary>
/// <param name="Index">0 when IP_MULTICAST_IF is read back: the kernel tells the address only.</param>
/// <param name="Address">Null with an index; interfaces may have no address. The older options (ip_mreq_source,
/// ip_msfilter) know addresses only.</param>
public readonly record struct MulticastInterface(int Index, IPAddress? Address = null)
{
    /// <summary>ip_mreqn with the interface alone, as IP_MULTICAST_IF takes it.</summary>
    internal static readonly OptionCodec<MulticastInterface> Codec = new(
        Unsafe.SizeOf<MulticastRequest>(),
        Write,
        bytes => new MulticastInterface(0, new IPAddress(bytes[..4])),
        Parse,
        value => value.ToString())
    { Shape = "interface or ADDRESS" };

    /// <summary>The interface of this index.</summary>
    public static implicit operator MulticastInterface(int index) => new(index);

    /// <summary>The index, or the address when there is one.</summary>
    public override string ToString() => Address?.ToString() ?? Index.ToString(CultureInfo.InvariantCulture);

    /// <summary>An index, an address, or the name of an interface in this thread's network namespace.</summary>
    internal static MulticastInterface Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return new MulticastInterface(index);
        return IPAddress.TryParse(text, out IPAddress? address)
            ? new MulticastInterface(0, address)
            : new MulticastInterface(Link.ByName(text).Index);
    }

    private static int Write(MulticastInterface value, Span<byte> bytes)
    {
        MemoryMarshal.Write(bytes, new MulticastRequest { imr_address = MembershipCodecs.Word(value.Address), imr_ifindex = value.Index });
        return Unsafe.SizeOf<MulticastRequest>();
    }
}
