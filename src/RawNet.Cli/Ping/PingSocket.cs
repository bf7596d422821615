using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Sockets;

namespace RawNet.Cli.Ping;

/// <summary>The channel of a run: a raw socket where that is permitted, else a ping socket; results are the same.</summary>
internal static class PingSocket
{
    private const int Attempts = 16;

    /// <exception cref="NotPermittedException">Neither is permitted.</exception>
    /// <exception cref="SystemCallException">The header cannot be written by hand without CAP_NET_RAW;
    /// or an option was refused.</exception>
    public static IcmpChannel Open(PingPlan plan, MonotonicClock clock, ILogger logger)
    {
        var settings = new IcmpChannelSettings(plan.Target.Address, clock)
        {
            Source = plan.Source,
            InterfaceName = plan.Choice is { Address: null } choice ? choice.Link.Name : null,
            HopLimit = plan.HopLimit,
            TrafficClass = plan.TrafficClass,
            Broadcast = plan.Target.IsGroup,
            HeaderIncluded = plan.Settings.Header is not null,
        };
        try
        {
            LogOpening(logger, plan, "SOCK_RAW");
            return IcmpChannel.OpenRaw(settings, plan.Settings.Identifier);
        }
        catch (SystemCallException raw) when (raw.Kind == FailureKind.NotPermitted && !settings.HeaderIncluded && IsOpening(raw))
        {
            Log.Refused(logger, raw.Operation, raw.ErrorName);
            LogOpening(logger, plan, "SOCK_DGRAM");
            return OpenPing(settings, plan.Settings.Identifier, raw);
        }
    }

    private static IcmpChannel OpenPing(IcmpChannelSettings settings, ushort first, SystemCallException raw)
    {
        try
        {
            return IcmpChannel.OpenPing(settings,
                [first, .. Enumerable.Range(0, Attempts).Select(_ => (ushort)KernelRandom.Between(1, 1 << 16))]);
        }
        catch (SystemCallException ping) when (ping.Kind == FailureKind.NotPermitted && IsOpening(ping))
        {
            throw new NotPermittedException($"neither a raw socket ({raw.ErrorName}) nor a ping socket ({ping.ErrorName}) is permitted: "
                + $"{Capabilities.Grant("cap_net_raw")}, or {PingGroups.Admit}");
        }
    }

    private static bool IsOpening(SystemCallException failure) => failure.Operation.StartsWith("socket(", StringComparison.Ordinal);

    private static void LogOpening(ILogger logger, PingPlan plan, string type)
    {
        bool isIpv4 = plan.Settings.Target.IsIpv4;
        Log.Opens(logger, isIpv4 ? "AF_INET" : "AF_INET6", type, isIpv4 ? 1 : 58);
    }
}
