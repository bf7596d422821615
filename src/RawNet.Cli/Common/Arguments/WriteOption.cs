using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--write FILE</c>: a capture file, whose name says which kind.</summary>
internal sealed class WriteOption : Option<string?>
{
    public WriteOption(string description) : base("--write") => (Description, HelpName) = (description, "FILE");

    /// <summary>That of a verb which records beside its work.</summary>
    /// <param name="what">What is recorded.</param>
    public static WriteOption Recording(string what) =>
        new($"record {what}; pcap when the name ends in .pcap or .cap, else pcapng");
}
