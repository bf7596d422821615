using System.Diagnostics;
using System.Globalization;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing.Groups;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>The program that an event starts, with its arguments as a list: no shell reads them, so nothing
/// from the network can become a command.</summary>
internal sealed class HookCommand
{
    private readonly string _program;
    private readonly string[] _arguments;

    /// <param name="text">Words separated by blanks; {group}, {member} and the others are replaced inside words afterwards.</param>
    /// <exception cref="BadInputException">There is no such program.</exception>
    public HookCommand(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (NativeText.HasBytes(text))
            throw new UsageException(
                $"'{text}' holds bytes that are no UTF-8, which no program is given: a link to it or a script with another name would be");
        if (words.Length == 0) throw new UsageException("a hook needs a program, as in --on-join 'logger joined {group}'");
        _program = Find(words[0]) ?? throw new BadInputException($"there is no program '{words[0]}' for a hook");
        _arguments = words[1..];
    }

    /// <summary>How to start it for an event. Values are addresses, numbers and words of ours.</summary>
    public ProcessStartInfo StartFor(in GroupMonitorEvent happened, string interfaceName)
    {
        MonitoredMember member = happened.Member!;
        (string Name, string Value)[] values =
        [
            ("event", happened.Kind.ToString().ToLowerInvariant()),
            ("interface", NativeText.Shown(interfaceName)),
            ("group", member.Group.ToString()),
            ("vlan", member.Vlan.ToString()),
            ("member", member.Address.ToString()),
            ("filter", GroupWords.FilterOf(happened)),
            ("sources", string.Join(',', GroupWords.SourcesOf(happened))),
            ("version", member.Version.ToString(CultureInfo.InvariantCulture)),
            ("members", happened.Members.ToString(CultureInfo.InvariantCulture)),
        ];
        var start = new ProcessStartInfo(_program, _arguments.Select(argument => Filled(argument, values)))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in values) start.Environment[$"RAWNET_{name.ToUpperInvariant()}"] = value;
        return start;
    }

    private static string Filled(string argument, IEnumerable<(string Name, string Value)> values) =>
        values.Aggregate(argument, (text, value) => text.Replace($"{{{value.Name}}}", value.Value, StringComparison.Ordinal));

    private static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal)) return File.Exists(program) ? Path.GetFullPath(program) : null;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }
}
