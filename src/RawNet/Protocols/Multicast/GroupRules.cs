using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>What IGMP or MLD demands of groups, and of the packets in which messages about them travel: for those who send, those
/// who receive and those who check alike. Addresses are bits, the first byte highest; a message that names no group names 0.</summary>
internal abstract class GroupRules
{
    /// <summary>TTL or hop limit of every message (RFC 9776, section 4; RFC 9777, section 5).</summary>
    public const byte HopLimit = 1;

    private readonly (Kind Kind, GroupForm Form)[] _forms;

    private protected GroupRules(params (Kind Kind, GroupForm Form)[] forms) => _forms = forms;

    /// <summary>IGMP over IPv4: RFC 9776, 2236 and 1112.</summary>
    public static GroupRules Igmp { get; } = new IgmpGroupRules();

    /// <summary>MLD over IPv6: RFC 9777 and 2710.</summary>
    public static GroupRules Mld { get; } = new MldGroupRules();

    /// <summary>224.0.0.1 or ff02::1: where general queries go.</summary>
    public abstract UInt128 AllSystems { get; }

    /// <summary>224.0.0.2 or ff02::2: where leaves go.</summary>
    public abstract UInt128 AllRouters { get; }

    /// <summary>224.0.0.22 or ff02::16: where reports with source filters go.</summary>
    public abstract UInt128 AllReportRouters { get; }

    /// <summary>The source in the header of the network around a message.</summary>
    public abstract ScalarField SourceField { get; }

    /// <summary>The destination there.</summary>
    public abstract ScalarField DestinationField { get; }

    /// <summary>The TTL or hop limit there.</summary>
    public abstract ScalarField HopLimitField { get; }

    /// <summary>Whether receivers first look at the packet of a message: source, hop limit and Router Alert (RFC 9777, section 6.2).
    /// RFC 9776 leaves that open.</summary>
    public abstract bool AreCheckedByReceivers { get; }

    /// <summary>What messages of a kind do, in which version; null when no version has them.</summary>
    public GroupForm? FormOf(Kind kind)
    {
        foreach ((Kind known, GroupForm form) in _forms)
            if (ReferenceEquals(known, kind)) return form;
        return null;
    }

    /// <summary>The messages of a version.</summary>
    public Kind[] KindsOf(GroupVersion generation) => [.. _forms.Where(f => f.Form.Generation == generation).Select(f => f.Kind)];

    /// <summary>An address of a group.</summary>
    public abstract bool IsMulticast(UInt128 address);

    /// <summary>232.0.0.0/8 or ff3x::/32: a group that has no members without named sources (RFC 4607, section 1).</summary>
    public abstract bool IsSourceSpecific(UInt128 group);

    /// <summary>A group that no message is ever about: that of all systems, and in IPv6 those of scope 0 and 1 (RFC 9776, section 5;
    /// RFC 9777, section 6).</summary>
    public abstract bool IsNeverNamed(UInt128 group);

    /// <summary>True of a record that says nothing: in a source-specific group nobody is in EXCLUDE (RFC 9776, section 4.2.13; RFC 9777,
    /// section 5.2.13; RFC 4604, section 2.2).</summary>
    public bool IsVoid(GroupRecordType type, UInt128 group) => type.Excludes() && IsSourceSpecific(group);

    /// <summary>Whether such a message may come from this address (RFC 9777, sections 5.1.14 and 5.2.14; RFC 3590, section 4).</summary>
    public abstract bool IsSource(GroupSaying saying, UInt128 address);

    /// <summary>Where a message goes (RFC 1112, appendix I; RFC 2236, section 9; RFC 9776, sections 4.1.12 and 4.2.15; RFC 2710, section 8;
    /// RFC 9777, sections 5.1.15 and 5.2.15).</summary>
    public UInt128 DestinationOf(GroupForm form, UInt128 group) => form switch
    {
        { Saying: GroupSaying.Query, Generation: GroupVersion.Reporting } => AllSystems,
        { Saying: GroupSaying.Query } => group == 0 ? AllSystems : group,
        { Saying: GroupSaying.Leave } => AllRouters,
        { Generation: GroupVersion.Filtering } => AllReportRouters,
        _ => group,
    };

    /// <summary>Whether the packet must ask routers to look at it: RFC 1112 knows no Router Alert (RFC 2236, section 2;
    /// RFC 9776, section 4; RFC 2710, section 3; RFC 9777, section 5).</summary>
    public static bool NeedsRouterAlert(GroupVersion generation) => generation > GroupVersion.Reporting;
}
