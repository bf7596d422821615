using System.Buffers.Binary;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Probing.Groups;

/// <summary>Addresses, records and messages by their text, for tests of groups.</summary>
internal static class Link
{
    public const long Second = 1_000_000_000;
    public const long Millisecond = 1_000_000;

    public static NetworkAddress A(string text) =>
        Ipv4Address.TryParse(text, out Ipv4Address v4) ? v4
        : Ipv6Address.TryParse(text, out Ipv6Address v6) ? v6
        : throw new ArgumentException(text);

    public static SourceSet Set(params string[] sources) => SourceSet.Of([.. sources.Select(A)]);

    public static GroupFilter Include(params string[] sources) => new(FilterMode.Include, Set(sources));

    public static GroupFilter Exclude(params string[] sources) => new(FilterMode.Exclude, Set(sources));

    public static MembershipRecord Record(GroupRecordType type, string group, params string[] sources) => new(type, A(group), Set(sources));

    /// <summary>A packet with everything as the RFC wants it, of bytes that are spelled here and not by the builder under test.</summary>
    public static byte[] Packet4(string source, string destination, ReadOnlySpan<byte> igmp,
        bool alert = true, byte ttl = 1, bool isSumGood = true)
    {
        byte[] message = igmp.ToArray();
        WriteSum(message.AsSpan(2), message, 0, isSumGood);
        int header = alert ? 24 : 20;
        byte[] packet =
        [
            (byte)(0x40 + (header / 4)), 0xc0, (byte)((header + message.Length) >> 8), (byte)(header + message.Length), 0,
            0, 0, 0, ttl, 2, 0, 0, .. Bytes(source), .. Bytes(destination), .. alert ? new byte[] { 0x94, 4, 0, 0 } : []
        ];
        WriteSum(packet.AsSpan(10), packet, 0, isGood: true);
        return [.. packet, .. message];
    }

    /// <summary>The same over IPv6: hop-by-hop options with Router Alert and PadN.</summary>
    public static byte[] Packet6(string source, string destination, ReadOnlySpan<byte> mld,
        bool alert = true, byte hopLimit = 1, bool isSumGood = true)
    {
        byte[] message = mld.ToArray();
        ulong pseudo = InternetChecksum.Sum(Bytes(source)) + InternetChecksum.Sum(Bytes(destination)) + (ulong)message.Length + 58;
        WriteSum(message.AsSpan(2), message, pseudo, isSumGood);
        byte[] options = alert ? [58, 0, 5, 2, 0, 0, 1, 0] : [];
        int length = options.Length + message.Length;
        return [0x60, 0, 0, 0, (byte)(length >> 8), (byte)length, alert ? (byte)0 : (byte)58,
            hopLimit, .. Bytes(source), .. Bytes(destination), .. options, .. message];
    }

    /// <summary>An IGMPv3 query: type, code, sum, group, flags, QQIC, count, sources.</summary>
    public static byte[] Query3(byte code = 100, string group = "0.0.0.0", byte flags = 2, byte qqic = 125, params string[] sources) =>
        [0x11, code, 0, 0, .. Bytes(group), flags, qqic, 0, (byte)sources.Length, .. sources.SelectMany(Bytes)];

    /// <summary>An IGMPv2 query, or of version 1 with a code of 0.</summary>
    public static byte[] Query2(byte code, string group = "0.0.0.0") => [0x11, code, 0, 0, .. Bytes(group)];

    /// <summary>An MLDv2 query.</summary>
    public static byte[] Query6(ushort code = 10_000, string group = "::", byte flags = 2, byte qqic = 125, params string[] sources) =>
        [.. Query6V1(code, group), flags, qqic, 0, (byte)sources.Length, .. sources.SelectMany(Bytes)];

    /// <summary>An MLDv1 query.</summary>
    public static byte[] Query6V1(ushort code = 10_000, string group = "::") =>
    [
        130, 0, 0, 0, (byte)(code >> 8), (byte)code, 0, 0, .. Bytes(group)
    ];

    public static ReceivedGroupMessage? Arrival(byte[] packet) =>
        ReceivedGroupMessage.TryRead(LinkType.Raw, packet, out ReceivedGroupMessage arrival) ? arrival : null;

    /// <summary>What a message says, one line: "v3 > 224.0.0.22: to_ex,239.1.1.1".</summary>
    public static string Say(GroupDialect dialect, GroupMessage message)
    {
        string to = $"v{dialect.VersionOf(message.Generation)} > {dialect.DestinationOf(message)}: ";
        if (message is GroupReport report) return to + string.Join(' ', report.Records);
        var query = (GroupQuery)message;
        string about = query.Group is { } group ? $"query {group}" : "query";
        return to + about + (query.Sources.IsEmpty ? "" : $" {query.Sources}") + (query.SuppressesTimers ? " S" : "");
    }

    public static byte[] Bytes(string address) => System.Net.IPAddress.Parse(address).GetAddressBytes();

    private static void WriteSum(Span<byte> at, byte[] covered, ulong pseudo, bool isGood)
    {
        ushort sum = InternetChecksum.Finish(InternetChecksum.Sum(covered) + pseudo);
        BinaryPrimitives.WriteUInt16BigEndian(at, isGood ? sum : (ushort)~sum);
    }
}
