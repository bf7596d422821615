using System.Text;
using System.Text.RegularExpressions;

namespace RawNet.Cli.Tests.Recorded;

/// <summary>The expected file of a verb: the command lines with what they say, an empty line between two.</summary>
internal static partial class ExpectedFile
{
    private static readonly Lock _renewing = new();

    /// <summary>The texts by their headings.</summary>
    public static Dictionary<string, string> Read(string verb)
    {
        var headings = RecordedLine.All.Where(l => l.Verb == verb).Select(l => l.Heading).ToHashSet();
        Dictionary<string, string> texts = [];
        foreach (string text in Split(File.Exists(Files.Expected(verb)) ? File.ReadAllText(Files.Expected(verb), Encoding.UTF8) : ""))
            texts.Add(text[..text.IndexOf('\n', StringComparison.Ordinal)], text);
        string? stray = texts.Keys.FirstOrDefault(h => !headings.Contains(h));
        return stray is null || IsRenewed ? texts : throw new FormatException($"{Files.Expected(verb)}: '{stray}' is no line of lines.txt");
    }

    /// <summary>Whether the environment asks for new expected files.</summary>
    public static bool IsRenewed => Environment.GetEnvironmentVariable("RAWNET_ACCEPT") == "1";

    /// <summary>Puts new texts in the places of old ones; what is no line of the list any more goes.</summary>
    public static void Renew(string verb, IReadOnlyDictionary<string, string> news)
    {
        lock (_renewing)
            Write(verb, news);
    }

    private static void Write(string verb, IReadOnlyDictionary<string, string> news)
    {
        Dictionary<string, string> texts = Read(verb);
        foreach ((string heading, string text) in news) texts[heading] = text;
        IEnumerable<string> headings = RecordedLine.All.Where(l => l.Verb == verb).Select(l => l.Heading);
        Directory.CreateDirectory(Path.GetDirectoryName(Files.Expected(verb))!);
        File.WriteAllText(Files.Expected(verb), string.Join('\n', headings.Where(texts.ContainsKey).Select(h => texts[h])));
    }

    // A text ends with its exit status and a line end; an empty line and the next heading follow.
    private static IEnumerable<string> Split(string file)
    {
        StringBuilder text = new();
        bool ended = false;
        foreach (string line in file.Split('\n').SkipLast(1))
        {
            if (!ended || line.Length > 0) text.Append(line).Append('\n');
            if (ended && line.Length > 0) throw new FormatException($"an empty line belongs above '{line}'");
            ended = Status().IsMatch(line);
            if (!ended) continue;
            yield return text.ToString();
            text.Clear();
        }
    }

    [GeneratedRegex(@"^exit \d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Status();
}
