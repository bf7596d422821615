using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing.Groups;
using RawNet.Protocols;

namespace RawNet.Cli.Multicast.Send;

/// <summary>What <c>send report</c>, <c>leave</c> and <c>query</c> share.</summary>
internal sealed class GroupSendOptions : IOptionGroup
{
    private readonly GroupDialect _dialect;
    private readonly Option<string[]> _set;
    private readonly Option<int?> _mtu = new("--mtu")
    {
        Description = "split lists as if the link had this MTU; the interface's unless said",
        HelpName = "BYTES"
    };
    private readonly CountOption _count = CountOption.OfRounds("all messages");
    private readonly RateOption _rate = RateOption.OfSending("messages");
    private readonly SecondsOption _wait = new("--wait", "--wait",
        "show what others say about groups, until so many seconds after the last message; exit status 1 when nothing came");
    private readonly WriteOption _write =
        WriteOption.Recording("the wire: these messages and what else is said about groups meanwhile");
    private readonly GroupVersionOption _version;
    private readonly InterfaceOption _interface;

    public GroupSendOptions(GroupDialect dialect, bool hasInterval)
    {
        (_dialect, _version, _interface) = (dialect, GroupVersionOption.OfMessages(dialect), new(hasInterval));
        string fields = dialect == GroupDialect.Igmp
            ? "ip.ttl=2, ip.dst=224.0.0.1, igmp.checksum=0"
            : "ipv6.hlim=2, ipv6.dst=ff02::1, icmpv6.checksum=0";
        _set = new("--set")
        {
            Description = $"set a field, right or wrong, as in an expression: {fields}, eth.dst=02:00:00:00:00:02; may be given again",
            HelpName = "FIELD=VALUE",
        };
    }

    public NamespaceOption Namespace { get; } = new();

    public OutputOptions Output { get; } = new("send");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_version, _set, _mtu, _count, _rate, _wait, _write, _interface, Namespace])
            command.Options.Add(option);
        Output.AddTo(command);
    }

    /// <exception cref="UsageException">There is no such version.</exception>
    public GroupVersion Version(ParseResult parsed) => _version.Of(parsed);

    /// <exception cref="UsageException">None was named.</exception>
    public InterfaceChoice Interface(ParseResult parsed) => _interface.Demand(parsed, "messages about groups leave by an interface");

    /// <exception cref="UsageException">Not one source fits.</exception>
    public int Mtu(ParseResult parsed, InterfaceChoice choice)
    {
        int least = _dialect == GroupDialect.Igmp ? 68 : 1280; // RFC 791, 3.1 and RFC 8200, 5
        int mtu = parsed.GetValue(_mtu) ?? Math.Max(least, Math.Min(choice.Link.Mtu, ushort.MaxValue));
        return mtu >= least && mtu <= ushort.MaxValue ? mtu : throw new UsageException($"--mtu takes {least} to {ushort.MaxValue} bytes");
    }

    public FieldSettings Settings(ParseResult parsed) => new(parsed.GetValue(_set) ?? []);

    public long Count(ParseResult parsed) => parsed.GetValue(_count) ?? 1;

    public double Rate(ParseResult parsed) => parsed.GetValue(_rate);

    public TimeSpan? Wait(ParseResult parsed) => parsed.GetValue(_wait);

    public string? File(ParseResult parsed) => parsed.GetValue(_write);
}
