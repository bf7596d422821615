using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>Knows the requests of a ping run on the wire.</summary>
/// <param name="settings">Of the run.</param>
public sealed class EchoRequests(PingSettings settings)
{
    private readonly EchoDialect _dialect = EchoDialect.Of(settings.Target);

    /// <summary>True for a request of the run, or its first fragment.</summary>
    /// <param name="link">What the frame begins with.</param>
    /// <param name="frame">The whole frame.</param>
    public bool Has(LinkType link, ReadOnlySpan<byte> frame) =>
        EchoView.TryRead(_dialect, IpMessage.Of(link, frame), out EchoView request) && request.IsOf(settings);
}
