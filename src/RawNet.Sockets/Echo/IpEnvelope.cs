using System.Net;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>Raw IPv4: what arrives begins with the IP header; what is sent does only with IP_HDRINCL.</summary>
/// <param name="header">The header to write; null when the kernel writes it.</param>
internal sealed class IpEnvelope(Template? header) : Envelope
{
    public override int Before => header?.Bytes.Length ?? 0;

    public override bool TryOpen(ReadOnlySpan<byte> message, out Part payload)
    {
        bool isIp = Ipv4.Kind.TryView(message, out View ip);
        payload = isIp ? new Part(ip.HeaderLength, ip.Payload.Length) : default;
        return isIp;
    }

    public override Part Seal(Span<byte> buffer, Part payload, ReadOnlySpan<byte> address)
    {
        if (header is null)
            return payload;
        Span<byte> destination = stackalloc byte[4];
        ScopedAddress.FromSocketAddress(address).CopyTo(destination);
        header.Set(Ipv4.DestinationAddress,
            Ipv4Address.FromUInt32(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(destination)));
        var all = new Part(payload.Start - Before, payload.Length + Before);
        header.Bytes.CopyTo(buffer[all.Start..]); // total length, checksum and an open source are the kernel's
        return all;
    }

    public static Envelope Of(EchoSocket socket, EchoSettings settings)
    {
        bool isIncluded = settings.HeaderIncluded || socket.Kind.Protocol == Linux.Constants.IPPROTO_RAW;
        byte protocol = (byte)socket.Kind.Protocol;
        if (socket.Kind.Family == SocketFamily.Inet)
            return new IpEnvelope(isIncluded ? ((Packet)Ipv4.With(Ipv4.Protocol.Is(protocol))).Compile() : null);
        return isIncluded ? new Ip6Envelope(protocol, ((IPEndPoint)socket.LocalEndPoint).Address) : new Envelope();
    }
}

/// <summary>Raw IPv6 with IPV6_HDRINCL: nothing arrives with its header, and the kernel fills none in.</summary>
/// <param name="protocol">The next header.</param>
/// <param name="source">This host's address, which the kernel would not fill in.</param>
internal sealed class Ip6Envelope(byte protocol, IPAddress source) : Envelope, IDisposable
{
    private readonly SourceLookup _routes = new(System.Net.Sockets.AddressFamily.InterNetworkV6);
    private readonly Template _header = ((Packet)Ipv6.With(Ipv6.NextHeader.Is(protocol),
        Ipv6.SourceAddress.Is(Ipv6Address.From(source)))).Compile();

    public override int Before => _header.Bytes.Length;

    public override Part Seal(Span<byte> buffer, Part payload, ReadOnlySpan<byte> address)
    {
        Span<byte> destination = stackalloc byte[16];
        ScopedAddress.FromSocketAddress(address).CopyTo(destination);
        _header.Set(Ipv6.DestinationAddress,
            Ipv6Address.FromUInt128(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(destination)));
        _header.Set(Ipv6.PayloadLength, (ushort)payload.Length);
        _header.Set(Ipv6.SourceAddress, SourceFor(address));
        var all = new Part(payload.Start - Before, payload.Length + Before);
        _header.Bytes.CopyTo(buffer[all.Start..]);
        return all;
    }

    public void Dispose() => _routes.Dispose();

    // A group, and a socket that is bound to no address, leave the choice to the route.
    private Ipv6Address SourceFor(ReadOnlySpan<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        Asked.CopyTo(bytes);
        if (!bytes.ContainsAnyExcept((byte)0))
            source.TryWriteBytes(bytes, out _);
        if (!bytes.ContainsAnyExcept((byte)0))
            _routes.For(ScopedAddress.FromSocketAddress(destination).ToIPAddress()).TryWriteBytes(bytes, out _);
        return Ipv6Address.FromUInt128(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }
}
