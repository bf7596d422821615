using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>What the person wants watched.</summary>
/// <param name="Link">Where.</param>
/// <param name="Families">IGMP, MLD or both.</param>
/// <param name="Time">How long; null until stopped.</param>
/// <param name="Lints">Whether messages are held against the RFCs.</param>
/// <param name="Most">Memberships and sources kept at most.</param>
internal sealed record MonitorPlan(Link Link, FamilyChoice Families, TimeSpan? Time, bool Lints, int Most);

/// <summary>A run of a monitor in numbers.</summary>
internal sealed record MonitorSummary(long Messages, long Refused, long Findings, int Members,
    long Untracked, long Received, long Dropped, long HooksStarted, long HooksDropped, LinkHistory Link);
