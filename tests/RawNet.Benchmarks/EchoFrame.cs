using System.Buffers.Binary;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Benchmarks;

/// <summary>Eight fields and both checksums of one echo request of 98 bytes: through views, through the walk, and by hand.</summary>
public static class EchoFrame
{
    /// <summary>As `ping` sends it: Ethernet, IPv4, ICMP, 56 bytes of data.</summary>
    public static byte[] Make()
    {
        byte[] frame = [.. Convert.FromHexString("0200000000020200000000010800" + "4500005412344000400100" + "00c6120001c6120002" + "080000000007002a"), .. Enumerable.Range(0, 56).Select(i => (byte)i)];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(24), ByHandSum(frame.AsSpan(14, 20)));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(36), ByHandSum(frame.AsSpan(34)));
        return frame;
    }

    /// <summary>Each message is viewed by the kind that the caller expects.</summary>
    public static ulong ThroughViews(ReadOnlySpan<byte> frame)
    {
        if (!Ethernet.Kind.TryView(frame, out View eth) || eth.Get(Ethernet.EtherType) != 0x0800) return 0;
        if (!Ipv4.Kind.TryView(eth.Payload, out View ip) || ip.ChecksumStatus != ChecksumStatus.Good) return 0;
        if (!IcmpEcho.Request.TryView(ip.Payload, out View echo) || echo.ChecksumStatus != ChecksumStatus.Good) return 0;
        return OfNetwork(ip) + (ulong)echo.Get(IcmpEcho.Type) + echo.Get(IcmpEcho.Identifier) + echo.Get(IcmpEcho.SequenceNumber);
    }

    /// <summary>The walk finds out what each layer is.</summary>
    public static ulong ThroughLayers(ReadOnlySpan<byte> frame)
    {
        ulong all = 0;
        foreach (View layer in PacketView.Layers(LinkType.Ethernet, frame))
        {
            if (layer.ChecksumStatus == ChecksumStatus.Bad) return 0;
            if (layer.Is(Ipv4.Kind)) all += OfNetwork(layer);
            else if (layer.Is(IcmpEcho.Request)) all += (ulong)layer.Get(IcmpEcho.Type) + layer.Get(IcmpEcho.Identifier) + layer.Get(IcmpEcho.SequenceNumber);
        }
        return all;
    }

    /// <summary>The same checks and fields with offsets typed by hand.</summary>
    public static ulong ByHand(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 14 || BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) != 0x0800) return 0;
        ReadOnlySpan<byte> ip = frame[14..];
        if (ip.Length < 20 || ip[0] >> 4 != 4) return 0;
        int header = (ip[0] & 15) * 4, length = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        if (header < 20 || length < header || length > ip.Length || ByHandSum(ip[..header]) != 0) return 0;
        ReadOnlySpan<byte> echo = ip[header..length];
        if (echo.Length < 8 || ByHandSum(echo) != 0) return 0;
        return (ulong)length + ip[8] + ip[9] + BinaryPrimitives.ReadUInt32BigEndian(ip[12..]) + BinaryPrimitives.ReadUInt32BigEndian(ip[16..])
            + echo[0] + BinaryPrimitives.ReadUInt16BigEndian(echo[4..]) + BinaryPrimitives.ReadUInt16BigEndian(echo[6..]);
    }

    private static ulong OfNetwork(scoped in View ip) =>
        (ulong)ip.Get(Ipv4.TotalLength) + ip.Get(Ipv4.TimeToLive) + ip.Get(Ipv4.Protocol)
        + ip.Get(Ipv4.SourceAddress).ToUInt32() + ip.Get(Ipv4.DestinationAddress).ToUInt32();

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
