using System.Buffers.Binary;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>The echo request that an ICMP error is about, as far as it is quoted.</summary>
internal readonly ref struct QuotedEcho
{
    /// <summary>Every ICMP and ICMPv6 error has 8 bytes before its quote (RFC 792, RFC 4443).</summary>
    public const int ErrorHeader = 8;

    private QuotedEcho(NetworkAddress destination, ushort identifier, ushort sequence, ReadOnlySpan<byte> payload)
    {
        (Destination, Identifier, Sequence) = (destination, identifier, sequence);
        Payload = payload;
    }

    public NetworkAddress Destination { get; }

    public ushort Identifier { get; }

    public ushort Sequence { get; }

    /// <summary>Whatever of it is there: RFC 1122, 3.2.2 demands only 8 bytes behind the IP header.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The MTU that the error names, or 0.</summary>
    public static uint InfoOf(EchoDialect dialect, IcmpReport error, ReadOnlySpan<byte> message) =>
        dialect.InfoOf(error.Type, error.Code, BinaryPrimitives.ReadUInt32BigEndian(message[4..]));

    /// <summary>Reads what stands behind the header of an ICMP error; false when that is no echo request or too little of one.</summary>
    public static bool TryRead(EchoDialect dialect, ReadOnlySpan<byte> quote, out QuotedEcho echo)
    {
        NetworkAddress destination = default;
        foreach (View layer in PacketView.Layers(dialect.Quoted, quote))
        {
            if (dialect.TryDestination(layer, out NetworkAddress found)) destination = found;
            else if (layer.Is(dialect.Request)) return TryRead(dialect, destination, layer, out echo);
        }
        echo = default;
        return false;
    }

    /// <summary>Reads a request alone, of which the destination is known otherwise.</summary>
    public static bool TryRead(EchoDialect dialect, NetworkAddress destination, ReadOnlySpan<byte> request, out QuotedEcho echo)
    {
        dialect.Request.TryView(request, out View view);
        return TryRead(dialect, destination, view, out echo);
    }

    private static bool TryRead(EchoDialect dialect, NetworkAddress destination, View request, out QuotedEcho echo)
    {
        echo = request.IsWhole
            ? new QuotedEcho(destination, request.Get(dialect.EchoIdentifier), request.Get(dialect.EchoSequence), request.Payload)
            : default;
        return request.IsWhole;
    }
}
