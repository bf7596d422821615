using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>Says whether a run sent this frame.</summary>
/// <param name="link">What it begins with.</param>
/// <param name="frame">The whole frame.</param>
public delegate bool OwnFrame(LinkType link, ReadOnlySpan<byte> frame);

/// <summary>Which frames of a link belong to a run: those that it sent, what answers them, and the fragments of both.</summary>
/// <param name="isOwn">Which frames it sent; of a fragmented packet it is asked about the first fragment alone.</param>
/// <param name="answers">What counts as an answer; nothing else, and without any no answer at all.</param>
public sealed class Exchange(OwnFrame isOwn, params Relation[] answers)
{
    private const int Remembered = 64;

    private readonly ReplyMatcher _questions = new();
    private readonly Datagram[] _fragmented = new Datagram[Remembered];
    private long _asked;
    private int _next;

    /// <summary>True when the frame belongs to the run. Frames must be shown in the order in which they were seen:
    /// an answer is known by what it answers, later fragments by the first.</summary>
    public bool Holds(LinkType link, ReadOnlySpan<byte> frame)
    {
        IpMessage seen = IpMessage.Of(link, frame);
        if (seen.IsLaterFragment) return _fragmented.AsSpan().Contains(Datagram.Of(seen));
        bool belongs = IsOwn(link, frame) || answers.AsSpan().Contains(_questions.Find(link, frame).Relation);
        if (belongs && seen.Identification is not null) _fragmented[_next++ % Remembered] = Datagram.Of(seen);
        return belongs;
    }

    private bool IsOwn(LinkType link, ReadOnlySpan<byte> frame)
    {
        bool isSent = isOwn(link, frame);
        if (isSent) _questions.Ask(++_asked, 0, link, frame);
        return isSent;
    }

    /// <summary>What the fragments of one datagram have in common (RFC 791, section 3.2; RFC 8200, section 4.5).</summary>
    private readonly record struct Datagram(NetworkAddress Source, NetworkAddress Destination, uint? Identification)
    {
        public static Datagram Of(scoped in IpMessage fragment) => new(fragment.Source, fragment.Destination, fragment.Identification);
    }
}
