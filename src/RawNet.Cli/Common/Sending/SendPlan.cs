using RawNet.Cli.Common.Arguments;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>What the person asked to be sent.</summary>
/// <param name="Packets">One packet or many.</param>
/// <param name="Via">By which door.</param>
/// <param name="Choice">The interface, when one was named.</param>
/// <param name="Count">How often the all packets are sent; 0 until stopped.</param>
/// <param name="Rate">Packets a second; 0 as fast as the kernel takes them.</param>
/// <param name="Wait">How long answers are collected after the last packet; null not at all.</param>
/// <param name="Explains">Whether the run looks at its own packets on their way out.</param>
internal sealed record SendPlan(PacketsToSend Packets, SendMethod Via, InterfaceChoice? Choice,
    long Count, double Rate, TimeSpan? Wait, bool Explains)
{
    /// <summary>What the packets begin with.</summary>
    public LinkType Link => Via == SendMethod.Packet ? Choice!.Link.LinkType : LinkType.Raw;

    /// <summary>Whether the run listens beside its sending.</summary>
    public bool Listens => Wait is not null || Explains;
}

/// <summary>What one round of sending sends.</summary>
/// <param name="Varies">There are several packets, or others in each round.</param>
/// <param name="Expand">The packets of a round.</param>
/// <param name="Protocols">Those that the IP layer may come to, where its protocol varies; else empty.</param>
internal sealed record PacketsToSend(bool Varies, Func<IEnumerable<Packet>> Expand, IEnumerable<byte> Protocols)
{
    public static PacketsToSend Of(Expression expression) => new(expression.Varies, expression.Expand, ProtocolsOf(expression));

    public static PacketsToSend Of(IReadOnlyList<Packet> packets) => new(packets.Count > 1, () => packets, []);

    private static IEnumerable<byte> ProtocolsOf(Expression expression) =>
        expression.ValuesOf(Ipv4.Protocol).Concat(expression.ValuesOf(Ipv6.NextHeader)).Select(value => (byte)value);
}
