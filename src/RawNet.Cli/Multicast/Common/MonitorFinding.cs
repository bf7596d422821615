using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Common;

/// <summary>A rule that is broken on a link, and by whom.</summary>
/// <param name="Finding">Which, and how.</param>
/// <param name="Source">Who sent the message.</param>
/// <param name="Hardware">The source of its frame; 0 on links without such addresses.</param>
/// <param name="Vlan">Where.</param>
/// <param name="Group">The one group that it is about; no address for none or several.</param>
/// <param name="Time">By the clock of the run.</param>
internal readonly record struct MonitorFinding(Finding Finding, NetworkAddress Source,
    MacAddress Hardware, VlanTags Vlan, NetworkAddress Group, long Time)
{
    public static MonitorFinding Of(Finding finding, scoped in GroupFrame said, long time) =>
        new(finding, said.Source, said.Hardware, said.Vlan, said.GroupOf(finding.Record), time);

    /// <summary>What queriers break together.</summary>
    public static MonitorFinding Of(in GroupMonitorEvent happened) =>
        new(FindingOf(happened.Breach!), happened.Querier!.Address, happened.Querier.Hardware, happened.Vlan, default, happened.Time);

    private static Finding FindingOf(QuerierBreach breach) =>
        new(0, breach.Layer, breach.Field, new(breach.Found, ValueForm.Text),
            new(breach.Expected, ValueForm.Text), breach.Clause.ToString());
}
