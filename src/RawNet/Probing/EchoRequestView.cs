using RawNet.Protocols;

namespace RawNet.Probing;

/// <summary>An echo request as it stands on the wire, or in the quote of an ICMP error as far as it is quoted.</summary>
internal readonly ref struct EchoRequestView
{
    private EchoRequestView(NetworkAddress destination, ushort identifier, ushort sequence, ReadOnlySpan<byte> payload)
    {
        (Destination, Identifier, Sequence) = (destination, identifier, sequence);
        Payload = payload;
    }

    public NetworkAddress Destination { get; }

    public ushort Identifier { get; }

    public ushort Sequence { get; }

    /// <summary>Whatever of it is there: RFC 1122, 3.2.2 demands only 8 bytes behind the IP header.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads the request that an ICMP error quotes; false when it quotes none or too little of one.</summary>
    public static bool TryReadQuote(EchoDialect dialect, ReadOnlySpan<byte> error, out EchoRequestView request)
    {
        request = default;
        return error.Length >= IcmpQuote.Offset && TryRead(dialect, IpMessage.Of(dialect.Quoted, error[IcmpQuote.Offset..]), out request);
    }

    /// <summary>Reads a request with its IP header; false for another packet.</summary>
    public static bool TryRead(EchoDialect dialect, scoped in IpMessage packet, out EchoRequestView request)
    {
        request = default;
        bool isEcho = packet.IsThere && packet.Header.Is(dialect.Header) && packet.Protocol == dialect.Protocol && dialect.Request.Accepts(packet.Message, packet.Message.Length);
        return isEcho && TryRead(dialect, packet.Destination, packet.Message, out request);
    }

    /// <summary>Reads a request alone, of which the destination is known otherwise.</summary>
    public static bool TryRead(EchoDialect dialect, NetworkAddress destination, ReadOnlySpan<byte> message, out EchoRequestView request)
    {
        dialect.Request.TryView(message, out Wire.View view);
        request = view.IsWhole ? new(destination, view.Get(dialect.EchoIdentifier), view.Get(dialect.EchoSequence), view.Payload) : default;
        return view.IsWhole;
    }

    /// <summary>A run sent it: its identifier, its target, and as much of the cookie as is there.</summary>
    public bool IsOf(PingSettings run)
    {
        ReadOnlySpan<byte> cookie = run.Cookie.Span[..Math.Min(run.Cookie.Length, Math.Min(run.Size, Payload.Length))];
        return Identifier == run.Identifier && Destination == run.Target && Payload.StartsWith(cookie);
    }
}
