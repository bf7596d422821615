using RawNet.Cli.Common.Text;


namespace RawNet.Cli.Doctor;

/// <summary>Findings as a table; what mends one stands below it, ready to be copied.</summary>
internal static class DoctorText
{
    public static void Write(TextWriter output, IReadOnlyList<CheckResult> findings)
    {
        int state = findings.Max(f => WordOf(f.Standing).Length), name = findings.Max(f => f.Name.Length);
        foreach (CheckResult finding in findings)
        {
            output.WriteLine($"{WordOf(finding.Standing).PadRight(state)}  {finding.Name.PadRight(name)}  {Printable.Of(finding.Text)}");
            if (finding.Fix is { } fix)
                output.WriteLine(
                    $"{new string(' ', state + name + 4)}{(finding.Standing == Standing.Note ? "to change it: " : "fix: ")}{fix}");
        }
    }

    /// <summary>The word for a standing.</summary>
    public static string WordOf(Standing standing) => standing switch
    {
        Standing.Works => "works",
        Standing.NotPermitted => "not permitted",
        Standing.NotOffered => "not offered",
        _ => "note",
    };
}
