using System.CommandLine;
using RawNet.Cli.Common.Errors;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--bpf</c>: only packets that a tcpdump expression keeps.</summary>
internal sealed class BpfOption : Option<string?>
{
    public BpfOption() : base("--bpf")
    {
        Description = "only packets that tcpdump's expression keeps (pcap-filter(7)): 'icmp and net 198.18.0.0/15'; needs libpcap";
        HelpName = "EXPR";
    }

    /// <summary>Null when none was given.</summary>
    /// <exception cref="NotPermittedException">There is no libpcap.</exception>
    public Bpf? Of(ParseResult parsed) => parsed.GetValue(this) is { } expression ? Bpf.Of(expression) : null;
}
