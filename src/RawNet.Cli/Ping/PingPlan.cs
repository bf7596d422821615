using System.Net;
using RawNet.Cli.Common.Arguments;
using RawNet.Probing;

namespace RawNet.Cli.Ping;

/// <summary>What a run of <c>ping</c> does, before anything is opened.</summary>
/// <param name="Target">Who is pinged.</param>
/// <param name="Settings">Of the session; the identifier may become another one when the kernel chooses it.</param>
/// <param name="Choice">The interface or source that was asked for.</param>
/// <param name="HopLimit">Null for the system's.</param>
/// <param name="TrafficClass">Null for none.</param>
/// <param name="File">Where the wire is recorded, or null.</param>
internal sealed record PingPlan(PingTarget Target, PingSettings Settings,
    InterfaceChoice? Choice, byte? HopLimit, byte? TrafficClass, string? File)
{
    /// <summary>The source address that was asked for by <c>-I ADDRESS</c>.</summary>
    public IPAddress? Source => Choice?.AddressOf(Target.Address.AddressFamily);

    /// <summary>Bytes of the IP packet on IPv4, as the first line tells them.</summary>
    public int PacketLength => Settings.Size + 28;
}
