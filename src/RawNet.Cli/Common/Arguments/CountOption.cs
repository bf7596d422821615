using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--count N</c>: how often, or after how many it ends. Null when it is not given and has no default.</summary>
internal sealed class CountOption : Option<long?>
{
    private CountOption(string name, string[] aliases, string description, long least, string sentence) : base(name, aliases)
    {
        (Description, HelpName) = (description, "N");
        this.Require(count => count is null || count >= least, sentence);
    }

    /// <summary>That of a verb which shows packets: after how many it ends; 0 sets no limit.</summary>
    public static CountOption OfPackets(string description) =>
        new("-c", ["--count"], description, least: 0, "-c takes 0 or more packets; 0 sets no limit");

    /// <summary>That of a verb which asks: at least once.</summary>
    /// <param name="description">What ends after it.</param>
    /// <param name="sentence">What is right.</param>
    public static CountOption OfRequests(string description, string sentence) =>
        new("-c", ["--count"], description, least: 1, sentence);

    /// <summary>That of a verb which sends: once unless said; 0 sets no limit.</summary>
    /// <param name="what">What is sent each time.</param>
    public static CountOption OfRounds(string what) =>
        new("--count", [], $"how often {what} are sent; 0 until Ctrl-C", least: 0, "--count takes 0 or more; 0 sends until Ctrl-C")
        {
            DefaultValueFactory = _ => 1
        };
}
