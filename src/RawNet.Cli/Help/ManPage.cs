using System.CommandLine;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;

namespace RawNet.Cli.Help;

/// <summary>The manual page rawnet(1), from the tree of verbs and the examples of their help.</summary>
/// <param name="root">The tree.</param>
/// <param name="date">What its foot says.</param>
internal sealed class ManPage(Command root, DateOnly date)
{
    private static readonly (int Status, string Meaning)[] _statuses =
    [
        (ExitCode.Good, "Done and good; of ping: there was an answer."),
        (ExitCode.SaidNo, "The network or the check said no: no answer, a finding, a difference."),
        (ExitCode.BadInput,
            "Usage or bad input, a damaged capture included, whose whole packets are shown first; an output that cannot be written."),
        (ExitCode.NotPermitted, "Not permitted or not supported here; the message says what would help."),
        (ExitCode.InternalFault, "A fault of rawnet itself, which its message asks to report."),
    ];

    private readonly Roff _page = new();

    public string Text()
    {
        _page.Title("RAWNET", section: 1, date, $"rawnet {HelpAndVersion.VersionText}", "User Commands");
        _page.Macro("SH", "NAME").Raw("rawnet \\- build, send, capture, read and verify packets");
        WriteSynopsis();
        _page.Macro("SH", "DESCRIPTION").Text(root.Description!);
        _page.Text("Results go to standard output, diagnostics to standard error.")
            .Text("A packet expression is layers separated by a / that stands alone, each a name and field=value;");
        _page.Raw($"{Roff.Bold("rawnet formats")} lists the layers and their fields. "
            + "Fields that are not given are computed or take the default that it shows.");
        WriteExamples(root);
        _page.Macro("SH", "OPTIONS");
        WriteOptions(root.Options);
        _page.Macro("SH", "VERBS");
        foreach (Command verb in root.Subcommands.SelectMany(Leaves)) WriteVerb(verb);
        WriteStatuses();
        WriteRights();
        _page.Macro("SH", "SEE ALSO").Raw("\\fBping\\fR(8), \\fBtcpdump\\fR(8), \\fBtshark\\fR(1), \\fBpcap\\-filter\\fR(7), "
            + "\\fBraw\\fR(7), \\fBpacket\\fR(7), \\fBcapabilities\\fR(7), \\fBsetcap\\fR(8)");
        return _page.ToString();
    }

    private static IEnumerable<Command> Leaves(Command verb) =>
        verb.Action is null ? verb.Subcommands.SelectMany(Leaves) : verb.Subcommands.SelectMany(Leaves).Prepend(verb);

    private void WriteSynopsis()
    {
        _page.Macro("SH", "SYNOPSIS");
        string[] lines = [.. root.Subcommands.Select(verb => $"{Roff.Bold($"{root.Name} {verb.Name}")} "
            + $"{(verb.Action is null ? Roff.Italic("verb") + " " : "")}[{Roff.Italic("options")}]{Operands(verb)}")];
        foreach (string line in lines[..^1]) _page.Raw(line).Macro("br");
        _page.Raw(lines[^1]);
    }

    private static string Operands(Command verb) =>
        string.Concat(verb.Arguments.Select(
            argument => argument.Arity.MinimumNumberOfValues > 0 ? $" {Operand(argument)}" : $" [{Operand(argument)}]"));

    private static string Operand(Argument argument) =>
        Roff.Italic(argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    private void WriteVerb(Command verb)
    {
        _page.Macro("SS", CommandTree.PathOf(verb));
        _page.Raw($"{Roff.Bold(CommandTree.PathOf(verb))} [{Roff.Italic("options")}]{Operands(verb)}").Macro("PP").Text(verb.Description!);
        foreach (Argument argument in verb.Arguments) _page.Macro("TP").Raw(Roff.Italic(argument.Name)).Text(argument.Description!);
        WriteOptions(CommandTree.OptionsOf(verb).Where(option => option is not { Name: "--help" }));
        WriteExamples(verb);
    }

    private void WriteOptions(IEnumerable<Option> options)
    {
        foreach (Option option in options)
        {
            _page.Macro("TP").Raw(string.Join(", ", CommandTree.NamesOf(option).Select(Roff.Bold)) + ValueOf(option));
            _page.Text(option.Description + (UsualOf(option) is { } usual ? $" [default: {usual}]" : ""));
        }
    }

    private static string ValueOf(Option option)
    {
        if (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool)) return "";
        string value = Roff.Italic(option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant());
        return option.Arity.MinimumNumberOfValues > 0 ? $" {value}" : $" [{value}]";
    }

    private static string? UsualOf(Option option) =>
        option.HasDefaultValue && option.GetDefaultValue() is { } value and not (bool or System.Collections.IEnumerable and not string)
            ? FormattableString.Invariant($"{value}")
            : null;

    private void WriteExamples(Command verb)
    {
        if (Verb.ExamplesOf(verb) is not { Count: > 0 } lines) return;
        _page.Macro("PP").Text("Examples:").Macro("PP").Macro("RS", "4").Macro("nf");
        foreach (string line in lines) _page.Text(line);
        _page.Macro("fi").Macro("RE");
    }

    private void WriteStatuses()
    {
        _page.Macro("SH", "EXIT STATUS");
        foreach ((int status, string meaning) in _statuses) _page.Macro("TP").Raw(Roff.Bold($"{status}")).Text(meaning);
    }

    private void WriteRights()
    {
        _page.Macro("SH", "NOTES").Text("Raw and packet sockets need the capability CAP_NET_RAW: run as root, or give it to the file once, "
            + "which then lets everybody who may run it use it:");
        _page.Macro("PP").Macro("RS", "4").Macro("nf").Text("sudo setcap cap_net_raw+ep /usr/bin/rawnet").Macro("fi").Macro("RE");
        _page.Macro("PP").Raw($"{Roff.Bold("rawnet doctor")} says what works on this machine, and the fix for what does not.");
    }
}
