using System.Text;
using RawNet.Cli.Common.Sending;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Send;

/// <summary>A run of <c>igmp send</c> for people: each message once as it leaves, at the end one sentence.</summary>
internal sealed class GroupSendText(TextWriter output, bool quiet, Action<string> note) : ISendEvents
{
    private const int MostShown = 20;
    private readonly SendText _text = new(output, quiet, note);
    private LinkType _link;

    public void Started(SendPlan plan)
    {
        _link = plan.Link;
        _text.Started(plan);
    }

    public void Noted(string sentence) => _text.Noted(sentence);

    public void Sent(long number, long timeNanoseconds, ReadOnlySpan<byte> packet)
    {
        if (quiet || number > MostShown) return;
        var line = new StringBuilder();
        PacketSummary.Append(line, PacketView.Layers(_link, packet));
        output.WriteLine(line);
    }

    public void Refused(string sentence) => _text.Refused(sentence);

    public void Explained(long number, Explanation explanation) => _text.Explained(number, explanation);

    public void Answered(in Answer answer, LinkType link, ReadOnlySpan<byte> frame) => _text.Answered(answer, link, frame);

    public void Idle() => _text.Idle();

    public void Finished(SendSummary summary) => _text.Finished(summary);
}
