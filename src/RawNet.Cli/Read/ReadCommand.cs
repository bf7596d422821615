using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Packets;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;

namespace RawNet.Cli.Read;

/// <summary><c>read</c>: shows the packets of capture files, or the blocks that pcapng keeps them in.</summary>
internal sealed class ReadCommand
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "pcap or pcapng, also packed by gzip; - is standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly PacketFormOptions _form = new();
    private readonly FilterOption _filter = new();
    private readonly BlocksOption _blocks = new();
    private readonly CountOption _count = CountOption.OfPackets("end after so many packets of all files");

    public static Command Create()
    {
        var verb = new ReadCommand();
        var command = new Verb("read", "Show the packets of capture files.",
            "rawnet read capture.pcapng",
            "rawnet read --detail --filter 'icmp.time-exceeded' capture.pcapng",
            "rawnet read --json capture.pcap.gz | jq .layers")
        {
            verb._files, verb._count, verb._form, verb._filter, verb._blocks,
        };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        string[] files = parsed.GetRequiredValue(_files);
        InputFile.Check(parsed, files);
        using var stop = new StopSignal();
        var ending = new Ending(invocation);
        if (_blocks.Of(parsed)) ListBlocks(parsed, files, stop, ending);
        else ShowPackets(parsed, files, stop, ending);
        return ending.Status;
    }

    private static void ListBlocks(ParseResult parsed, string[] files, StopSignal stop, Ending ending)
    {
        var invocation = Invocation.Of(parsed);
        using IBlockRenderer renderer = PacketFormOptions.BlockRendererOf(invocation);
        RunPhase.Begin();
        new BlockListing(renderer, stop, invocation.Complain).Run(files, ending);
    }

    private void ShowPackets(ParseResult parsed, string[] files, StopSignal stop, Ending ending)
    {
        var invocation = Invocation.Of(parsed);
        Filter filter = _filter.Of(parsed);
        filter.Check(files);
        using IPacketRenderer renderer = _form.RendererOf(parsed, invocation);
        RunPhase.Begin();
        new PacketListing(renderer, filter, parsed.GetValue(_count) ?? 0, stop, invocation.Complain).Run(files, ending);
    }
}
