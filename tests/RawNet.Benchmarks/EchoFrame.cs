using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Benchmarks;

/// <summary>Eight fields and both checksums of one echo request of 98 bytes: through views, through the walk, and by hand.</summary>
/// <remarks>None of the three is inlined into its caller, where each would be compiled in another way.</remarks>
public static class EchoFrame
{
    /// <summary>As `ping` sends it: Ethernet, IPv4, ICMP, 56 bytes of data.</summary>
    public static byte[] Make()
    {
        byte[] frame =
        [
            .. Convert.FromHexString("0200000000020200000000010800" + "4500005412344000400100" + "00c6120001c6120002" + "080000000007002a"),
            .. Enumerable.Range(0, 56).Select(i => (byte)i)
        ];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(24), ByHandSum(frame.AsSpan(14, 20)));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(36), ByHandSum(frame.AsSpan(34)));
        return frame;
    }

    /// <summary>Each message is viewed by the kind that the caller expects.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong ThroughViews(ReadOnlySpan<byte> frame)
    {
        if (!Ethernet.Kind.TryView(frame, out View eth) || eth.Get(Ethernet.EtherType) != 0x0800) return 0;
        if (!Ipv4.Kind.TryView(eth.Payload, out View ip) || ip.ChecksumStatus != ChecksumStatus.Good) return 0;
        if (!IcmpEcho.Request.TryView(ip.Payload, out View echo) || echo.ChecksumStatus != ChecksumStatus.Good) return 0;
        return OfNetwork(ip) + OfEcho(echo);
    }

    /// <summary>The walk finds out what each layer is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong ThroughLayers(ReadOnlySpan<byte> frame)
    {
        ulong all = 0;
        foreach (View layer in PacketView.Layers(LinkType.Ethernet, frame))
        {
            if (layer.ChecksumStatus == ChecksumStatus.Bad) return 0;
            if (layer.Is(Ipv4.Kind)) all += OfNetwork(layer);
            else if (layer.Is(IcmpEcho.Request)) all += OfEcho(layer);
        }
        return all;
    }

    /// <summary>The same checks and fields with offsets typed by hand.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong ByHand(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 14 || BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) != 0x0800) return 0;
        ReadOnlySpan<byte> ip = frame[14..];
        if (ip.Length < 20 || ip[0] >> 4 != 4) return 0;
        int header = (ip[0] & 15) * 4, length = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        if (header < 20 || length < header || length > ip.Length || ByHandSum(ip[..header]) != 0) return 0;
        ReadOnlySpan<byte> echo = ip[header..length];
        if (echo.Length < 8 || ByHandSum(echo) != 0) return 0;
        return (ulong)length + ip[8] + ip[9] + BinaryPrimitives.ReadUInt32BigEndian(ip[12..])
            + BinaryPrimitives.ReadUInt32BigEndian(ip[16..])
            + echo[0] + BinaryPrimitives.ReadUInt16BigEndian(echo[4..]) + BinaryPrimitives.ReadUInt16BigEndian(echo[6..]);
    }

    // Read one after the other and added at the end: what is measured is reading, not a chain of additions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong OfNetwork(scoped in View ip)
    {
        ushort length = ip.Get(Ipv4.TotalLength);
        byte ttl = ip.Get(Ipv4.TimeToLive);
        byte protocol = ip.Get(Ipv4.Protocol);
        Ipv4Address source = ip.Get(Ipv4.SourceAddress), destination = ip.Get(Ipv4.DestinationAddress);
        return (ulong)length + ttl + protocol + source.ToUInt32() + destination.ToUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong OfEcho(scoped in View echo)
    {
        IcmpType type = echo.Get(IcmpEcho.Type);
        ushort identifier = echo.Get(IcmpEcho.Identifier), sequence = echo.Get(IcmpEcho.SequenceNumber);
        return (ulong)type + identifier + sequence;
    }

    // Four bytes a step: what a careful programmer writes without vectors.
    private static ushort ByHandSum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        for (; bytes.Length >= 4; bytes = bytes[4..]) sum += BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (bytes.Length >= 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
            bytes = bytes[2..];
        }
        if (!bytes.IsEmpty) sum += (uint)bytes[0] << 8;
        while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }
}
