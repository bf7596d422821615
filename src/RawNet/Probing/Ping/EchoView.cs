using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>An echo request or reply as it stands on the wire, or a request in the quote of an ICMP error as far as it is quoted.</summary>
internal readonly ref struct EchoView
{
    private EchoView(NetworkAddress destination, byte code, (ushort Identifier, ushort Sequence) repeated) =>
        (Destination, Code, Identifier, Sequence) = (destination, code, repeated.Identifier, repeated.Sequence);

    public NetworkAddress Destination { get; }

    public byte Code { get; }

    public ushort Identifier { get; }

    public ushort Sequence { get; }

    /// <summary>Whatever of it is there: RFC 1122, 3.2.2 demands only 8 bytes behind the IP header.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads the request that an ICMP error quotes; false when it quotes none or too little of one.</summary>
    public static bool TryReadQuote(EchoDialect dialect, ReadOnlySpan<byte> error, out EchoView request)
    {
        request = default;
        return error.Length >= IcmpQuote.Offset && TryRead(dialect, IpMessage.Of(dialect.Quoted, error[IcmpQuote.Offset..]), out request);
    }

    /// <summary>Reads a request with its IP header; false for another packet.</summary>
    public static bool TryRead(EchoDialect dialect, scoped in IpMessage packet, out EchoView request)
    {
        request = default;
        bool isEcho = packet.IsThere && packet.Header.Is(dialect.Header) && packet.Protocol == dialect.Protocol
            && dialect.Request.Accepts(packet.Message, packet.Message.Length);
        return isEcho && TryRead(dialect, dialect.Request, packet.Destination, packet.Message, out request);
    }

    /// <summary>Reads a request or a reply alone, of which the destination is known otherwise;
    /// false when its header is not whole.</summary>
    public static bool TryRead(EchoDialect dialect, Kind kind, NetworkAddress destination, ReadOnlySpan<byte> message, out EchoView echo)
    {
        echo = default;
        if (!kind.TryView(message, out View view) || ReplyKey.OfEcho(dialect.Protocol, message) is not { } repeated) return false;
        echo = new(destination, (byte)view.GetRaw(dialect.EchoCode), repeated) { Payload = view.Payload };
        return true;
    }

    /// <summary>A run sent it: its identifier, its target, and as much of the cookie as is there.</summary>
    public bool IsOf(PingSettings run)
    {
        ReadOnlySpan<byte> cookie = run.Cookie.Span[..Math.Min(run.Cookie.Length, Math.Min(run.Size, Payload.Length))];
        return Identifier == run.Identifier && Destination == run.Target && Payload.StartsWith(cookie);
    }
}
