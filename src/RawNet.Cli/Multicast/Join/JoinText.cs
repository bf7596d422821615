using System.Globalization;
using System.Text;
using RawNet.Captures;
using RawNet.Cli.Common.Text;
using RawNet.Cli.Multicast.Common;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Join;

/// <summary>A run of <c>join</c> for people: what was joined, and each message that the kernel sent because of it.</summary>
internal sealed class JoinText(TextWriter output, bool quiet, Action<string> note) : IJoinEvents
{
    public void Started(JoinPlan plan)
    {
        if (!quiet)
            note($"joining {Counted.Of(plan.Groups.Count, "group")} on {plan.Link.Name}{(plan.Time is null ? ", Ctrl-C leaves" : "")}");
    }

    public void Joined(WantedGroup group)
    {
        if (!quiet) output.WriteLine($"joined {group.Group} {GroupWords.FilterOf(group.Filter)} {{{string.Join(", ", group.Sources)}}}");
    }

    public void Sent(in CapturedPacket packet)
    {
        if (quiet) return;
        var line = new StringBuilder().AppendTime(packet.TimeNanoseconds).Append("  ");
        PacketSummary.Append(line, PacketView.Layers(packet.LinkType, packet.Data));
        output.WriteLine(line);
    }

    public void Finished(int groups, long messages, LinkHistory link) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{groups} joined and left; the kernel sent {Counted.Of(messages, "message")}{LinkWords.Of(link)}"));
}
