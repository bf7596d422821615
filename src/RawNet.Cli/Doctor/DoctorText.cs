using RawNet.Cli.Common.Text;


namespace RawNet.Cli.Doctor;

/// <summary>Results of checks as a table; what mends one stands below it, ready to be copied.</summary>
internal static class DoctorText
{
    public static void Write(TextWriter output, IReadOnlyList<CheckResult> results)
    {
        int state = results.Max(f => WordOf(f.Standing).Length), name = results.Max(f => f.Name.Length);
        foreach (CheckResult result in results)
        {
            output.WriteLine($"{WordOf(result.Standing).PadRight(state)}  {result.Name.PadRight(name)}  {Printable.Of(result.Text)}");
            if (result.Fix is { } fix)
                output.WriteLine(
                    $"{new string(' ', state + name + 4)}{(result.Standing == Standing.Note ? "to change it: " : "fix: ")}{fix}");
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
