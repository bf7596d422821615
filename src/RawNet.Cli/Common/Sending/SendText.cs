using System.Globalization;
using System.Text;
using RawNet.Cli.Common.Text;
using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>A run of <c>send</c> for people: what came back, what the kernel changed, and at the end one sentence.</summary>
internal sealed class SendText(TextWriter output, bool quiet, Action<string> note) : ISendEvents
{
    private const int MostCharacters = 40;
    private SendPlan? _plan;

    public void Started(SendPlan plan) => _plan = plan;

    public void Noted(string sentence)
    {
        if (!quiet) note(sentence);
    }

    public void Sent(long number, long timeNanoseconds, ReadOnlySpan<byte> packet)
    {
    }

    public void Refused(string sentence) => note(sentence);

    public void Explained(long number, Explanation explanation)
    {
        if (explanation.Changes is not { } changes)
        {
            output.WriteLine(
                $"packet {number} was not seen leaving: without a neighbour that answers, or with a firewall rule, the kernel drops it");
            return;
        }
        output.WriteLine(changes.Count == 0
            ? $"packet {number} left exactly as asked"
            : $"packet {number} left as asked but for:");
        if (changes.Count == 0) return;
        (Change Change, string Asked, string Seen)[] rows = [.. changes.Select(c => (c, Short(c.Asked, c.Seen), Short(c.Seen, c.Asked)))];
        int name = changes.Max(c => c.Field.Length), widthAsked = rows.Max(r => r.Asked.Length), widthSeen = rows.Max(r => r.Seen.Length);
        foreach ((Change change, string asked, string seen) in rows)
            output.WriteLine(
                $"  {change.Field.PadRight(name)}  asked {asked.PadRight(widthAsked)}  left as {seen.PadRight(widthSeen)}  {change.Rule}");
    }

    public void Answered(in Answer answer, LinkType link, ReadOnlySpan<byte> frame)
    {
        if (quiet) return;
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{answer.RoundTripNanoseconds / 1e6,8:0.000} ms  {WordsOf(answer.Relation)}  ");
        PacketSummary.Append(line, PacketView.Layers(link, frame, answer.Length));
        output.WriteLine(line.Append(CultureInfo.InvariantCulture, $"  len {answer.Length}").ToString());
    }

    public void Idle()
    {
    }

    public void Finished(SendSummary summary)
    {
        string packets = Counted.Of(summary.Sent, "packet"), bytes = Counted.Of(summary.Bytes, "byte");
        string pace = summary.Sent > 1 ? string.Create(CultureInfo.InvariantCulture, $" in {summary.Seconds:0.000} s") : "";
        string failed = summary.Failed > 0 && summary.Failed + summary.Sent > 1
            ? string.Create(CultureInfo.InvariantCulture, $", {summary.Failed} not taken by the kernel")
            : "";
        output.WriteLine(
            $"sent {packets}, {bytes}{pace}, {DoorOf(_plan!)}{AnswersOf(summary)}{DroppedOf(summary)}{failed}{LinkWords.Of(summary.Link)}");
    }

    /// <summary>The word that the option takes.</summary>
    public static string NameOf(SendMethod via) => via.ToString().ToLowerInvariant();

    /// <summary>The word that JSON shows.</summary>
    public static string NameOf(Relation relation) => relation switch
    {
        Relation.EchoReply => "echo-reply",
        Relation.Reply => "reply",
        Relation.Error => "error",
        Relation.Ports => "ports",
        Relation.Membership => "membership",
        Relation.Fragment => "fragment",
        _ => "other",
    };

    private static string WordsOf(Relation relation) => relation switch
    {
        Relation.EchoReply => "echo reply ",
        Relation.Reply => "reply      ",
        Relation.Error => "error about",
        Relation.Ports => "answer     ",
        Relation.Membership => "says       ",
        Relation.Fragment => "more of it ",
        _ => "also seen  ",
    };

    private static string DoorOf(SendPlan plan) => plan.Via switch
    {
        SendMethod.Raw => "through a raw socket",
        SendMethod.Ip => "through a raw socket with the kernel's header",
        _ => $"through a packet socket on {plan.Choice!.Link.Name}",
    };

    private static string AnswersOf(SendSummary summary) => summary.Answers switch
    {
        null => "",
        0 => $"; no answer{(summary.Others > 0 ? $", {Counted.Of(summary.Others, "other packet")} from there" : "")}",
        { } count => $"; {Counted.Of(count, "answer")}{(summary.Others > 0 ? $", {Counted.Of(summary.Others, "other packet")}" : "")}",
    };

    private static string DroppedOf(SendSummary summary) =>
        summary.Dropped == 0 ? "" : $"; {Counted.Of(summary.Dropped, "frame")} came too fast to be looked at";

    // Of a long value what is about the first place where it differs from the other.
    private static string Short(string value, string other)
    {
        if (value.Length <= MostCharacters) return value;
        int same = value.AsSpan().CommonPrefixLength(other);
        int start = Math.Clamp(same - (MostCharacters / 4), 0, value.Length - MostCharacters), end = start + MostCharacters;
        return $"{(start > 0 ? "..." : "")}{value[start..end]}{(end < value.Length ? "..." : "")}";
    }
}
