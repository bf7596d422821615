namespace RawNet.Cli.Tests.Recorded;

/// <summary>Where the record lies.</summary>
internal static class Files
{
    /// <summary>The command lines.</summary>
    public static string List { get; } = Rawnet.File("tests", "RawNet.Cli.Tests", "Recorded", "lines.txt");

    /// <summary>What the lines of a verb are expected to say.</summary>
    public static string Expected(string verb) => Rawnet.File("tests", "RawNet.Cli.Tests", "Recorded", "expected", $"{verb}.txt");
}
