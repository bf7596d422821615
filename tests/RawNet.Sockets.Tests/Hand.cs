using System.Net;

namespace RawNet.Sockets.Tests;

/// <summary>Bytes written by hand: no field is computed.</summary>
internal static class Hand
{
    public static readonly IPAddress Nobody = IPAddress.Any;

    /// <summary>ICMP echo request, identifier 0x1234, sequence 1. Its checksum: 0800 + 1234 + 0001 = 1a35, inverted e5ca.</summary>
    public static readonly byte[] Echo = [8, 0, 0xe5, 0xca, 0x12, 0x34, 0, 1];

    /// <summary>ICMPv6 echo request with checksum 0, identifier 0x1234, sequence 1.</summary>
    public static readonly byte[] Echo6 = [128, 0, 0, 0, 0x12, 0x34, 0, 1];

    /// <summary>An IPv4 header with wrong total length ffff and wrong checksum dead, TTL 64, protocol 1.</summary>
    public static byte[] Ipv4(IPAddress source, IPAddress destination, byte first = 0x45,
        byte tos = 0, ushort id = 0, ushort fragment = 0, byte ttl = 64, byte protocol = 1) =>
    [
        first, tos, 0xff, 0xff,
        (byte)(id >> 8), (byte)id, (byte)(fragment >> 8), (byte)fragment,
        ttl, protocol, 0xde, 0xad,
        .. source.GetAddressBytes(), .. destination.GetAddressBytes(),
    ];

    public static byte[] Ipv6(IPAddress source, IPAddress destination, byte nextHeader, ReadOnlySpan<byte> payload) =>
    [
        0x60, 0, 0, 0, 0, (byte)payload.Length, nextHeader, 64,
        .. source.GetAddressBytes(), .. destination.GetAddressBytes(), .. payload,
    ];

    public static byte[] Ethernet(ReadOnlySpan<byte> destination, ReadOnlySpan<byte> source, ushort type, ReadOnlySpan<byte> payload) =>
        [.. destination, .. source, (byte)(type >> 8), (byte)type, .. payload];

    public static ushort Word(ReadOnlySpan<byte> bytes, int offset) => (ushort)((bytes[offset] << 8) | bytes[offset + 1]);
}
