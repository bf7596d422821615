namespace RawNet.Cli.Tests.Recorded;

/// <summary>One command line of lines.txt.</summary>
/// <param name="Verb">The section, and the name of the expected file.</param>
/// <param name="Scene">Lines of one scene run in order with the same files and hosts.</param>
/// <param name="Place">"here", "tshark" (here too, where that is installed), "alone", "a" or "b".</param>
/// <param name="Ending">How the line ends.</param>
/// <param name="Command">For a shell.</param>
internal sealed record RecordedLine(string Verb, int Scene, string Place, Ending Ending, string Command)
{
    private static readonly string[] _places = ["here", "tshark", "alone", "a", "b"];
    private static readonly Dictionary<string, Ending> _endings = new()
    {
        [""] = Ending.Waited,
        ["&"] = Ending.Beside,
        ["^"] = Ending.Interrupted,
    };

    /// <summary>All lines in their order.</summary>
    public static IReadOnlyList<RecordedLine> All { get; } = [.. Parse(File.ReadLines(Files.List))];

    /// <summary>The line above its output in the expected file.</summary>
    public string Heading => $"{(Place == "here" ? "" : Place)}{Mark}$ {Command}";

    /// <summary>Whether the line needs a host of the lab.</summary>
    public bool IsInALab => Place is "alone" or "a" or "b";

    private string Mark => _endings.Single(e => e.Value == Ending).Key;

    private static IEnumerable<RecordedLine> Parse(IEnumerable<string> lines)
    {
        string verb = "";
        int scene = 0;
        foreach (string line in lines.Select(l => l.TrimEnd()))
        {
            if (line.StartsWith('#')) continue;
            if (line.Length == 0) scene++;
            else if (line is ['[', .. var name, ']']) verb = name;
            else yield return Of(verb, scene, line);
        }
    }

    private static RecordedLine Of(string verb, int scene, string line)
    {
        string[] parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        string place = parts[0].TrimEnd('&', '^');
        if (parts.Length != 2 || !_places.Contains(place))
            throw new FormatException($"lines.txt: '{line}' does not begin with a place ({string.Join(", ", _places)})");
        return new RecordedLine(verb, scene, place, _endings[parts[0][place.Length..]], parts[1]);
    }
}

/// <summary>How a command line ends.</summary>
internal enum Ending
{
    /// <summary>By itself, before the next line begins.</summary>
    Waited,

    /// <summary>By itself, beside the lines that follow.</summary>
    Beside,

    /// <summary>By SIGINT after the scene's last line.</summary>
    Interrupted,
}
