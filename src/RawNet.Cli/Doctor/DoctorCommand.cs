using System.CommandLine;
using System.Text.Json;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Running;

namespace RawNet.Cli.Doctor;

/// <summary><c>doctor</c>: what works here, and the one line that mends what does not.</summary>
internal sealed class DoctorCommand
{
    private readonly JsonOption _json = new("doctor", "one object a check");
    private readonly NamespaceOption _namespace = new();

    public static Command Create()
    {
        var verb = new DoctorCommand();
        var command = new Verb("doctor",
            "Look at what works on this machine for this user, and say what would mend the rest. Changes nothing.",
            "rawnet doctor")
        {
            verb._json, verb._namespace,
        };
        command.SetAction(parsed => verb._namespace.Run(parsed, () => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        CheckResult[] results =
        [
            ProgramCheck.Find(), LibraryCheck.Find(), .. SocketChecks.All(), .. SettingChecks.All(), LibpcapCheck.Find()
        ];
        if (invocation.Json is { } lines) WriteJson(lines, results);
        else DoctorText.Write(invocation.Output, results);
        return ExitCode.Good;
    }

    private static void WriteJson(JsonLines lines, CheckResult[] results)
    {
        lines.BeginStart();
        lines.End();
        foreach (CheckResult result in results)
        {
            Utf8JsonWriter writer = lines.Begin("check"u8);
            writer.WriteString("name"u8, result.Name);
            writer.WriteString("status"u8, DoctorText.WordOf(result.Standing).Replace(' ', '-'));
            writer.WriteForeign("text"u8, result.Text);
            if (result.Fix is { } fix) writer.WriteForeign("fix"u8, fix);
            lines.End();
        }
        lines.Summarize(summary =>
        {
            foreach (Standing standing in Enum.GetValues<Standing>())
                summary.WriteNumber(DoctorText.WordOf(standing).Replace(' ', '_'), results.Count(f => f.Standing == standing));
        });
    }
}
