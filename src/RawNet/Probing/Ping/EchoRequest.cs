using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>The request of a run, compiled once: a request costs a sequence number and the checksum's update.</summary>
internal sealed class EchoRequest
{
    private readonly EchoDialect _dialect;
    private readonly Template _template;
    private readonly byte[] _payload;
    private readonly bool _hasHeader;
    private readonly ushort _identifier;

    public EchoRequest(PingSettings settings)
    {
        (_dialect, _identifier, _hasHeader) = (EchoDialect.Of(settings.Target), settings.Identifier, settings.Header is not null);
        _payload = PayloadOf(settings);
        Cookie = _payload.AsMemory(0, Math.Min(settings.Cookie.Length, _payload.Length));
        Packet message = _dialect.Request.With(_dialect.Identified(settings.Identifier));
        if (_payload.Length > 0) message = message.Carrying(Data.Of(_payload));
        _template = (settings.Header is { } header ? _dialect.HeaderOf(header, settings.Target).Carrying(message) : message).Compile();
    }

    /// <summary>As much of the cookie as the payload holds.</summary>
    public ReadOnlyMemory<byte> Cookie { get; }

    public ReadOnlySpan<byte> Payload => _payload;

    /// <summary>The request of this number. The identification of an IPv4 header follows the number,
    /// from another start in each run.</summary>
    public ReadOnlySpan<byte> Numbered(long number)
    {
        _template.Set(_dialect.EchoSequence, (ushort)number);
        if (_hasHeader) _dialect.Number(_template, (ushort)(_identifier + number));
        return _template.Bytes;
    }

    /// <summary>The first byte in which an answer's payload differs from what was sent, or null.</summary>
    public int? WrongAt(ReadOnlySpan<byte> answered)
    {
        int same = answered.CommonPrefixLength(_payload);
        return same == _payload.Length && same == answered.Length ? null : same;
    }

    private static byte[] PayloadOf(PingSettings settings)
    {
        byte[] payload = new byte[settings.Size];
        ReadOnlySpan<byte> pattern = settings.Pattern.Span;
        int start = Math.Min(settings.Cookie.Length, payload.Length);
        settings.Cookie.Span[..start].CopyTo(payload);
        for (int i = start; i < payload.Length; i++) payload[i] = pattern.IsEmpty ? (byte)i : pattern[(i - start) % pattern.Length];
        return payload;
    }
}
