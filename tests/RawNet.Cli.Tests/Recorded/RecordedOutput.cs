using System.Globalization;
using System.Text;

namespace RawNet.Cli.Tests.Recorded;

/// <summary>What a command line said and how it ended, as it stands in the expected file.</summary>
internal static class RecordedOutput
{
    /// <summary>Standard output, standard error behind "2> ", and the exit status, with what varies masked.</summary>
    public static string Of(RecordedLine line, string output, string errors, int status)
    {
        StringBuilder text = new(line.Heading + "\n");
        text.Append(Lines(Masks.Apply(output, line.IsInALab), ""));
        text.Append(Lines(Masks.Apply(errors, line.IsInALab), "2> "));
        return text.Append(CultureInfo.InvariantCulture, $"exit {status}\n").ToString();
    }

    private static string Lines(string text, string mark)
    {
        if (text.Length == 0) return "";
        string[] lines = text.Split('\n');
        string last = lines[^1].Length == 0 ? "" : $"{mark}{lines[^1]}\\ no newline\n";
        return string.Concat(lines[..^1].Select(l => $"{mark}{l}".TrimEnd(' ') + "\n")) + last;
    }
}
