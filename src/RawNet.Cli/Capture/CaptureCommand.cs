using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Packets;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Sockets;

namespace RawNet.Cli.Capture;

/// <summary><c>capture</c>: what an interface sees.</summary>
internal sealed class CaptureCommand
{
    private readonly InterfaceOption _interface = new();
    private readonly CountOption _count = CountOption.OfPackets("end after so many packets");
    private readonly SecondsOption _time = SecondsOption.Deadline("end after so many seconds");
    private readonly WriteOption _write =
        new("write the packets to a file, pcapng unless its name ends in .pcap or .cap; - is standard output");
    private readonly Option<bool> _ownOnly = new("-p", "--no-promiscuous-mode") { Description = "only what is for this host" };
    private readonly Option<Backend> _backend = new("--backend")
    {
        Description = "a packet socket, or libpcap through SharpPcap (needs libpcap0.8); packet unless given",
        HelpName = "packet|pcap"
    };
    private readonly FilterOption _filter = new();
    private readonly NamespaceOption _namespace = new();
    private readonly CaptureOutput _output = new("capture", "one object a packet (its schema is rawnet.packet/1)");

    public static Command Create()
    {
        var verb = new CaptureCommand();
        var command = new Verb("capture",
            "Show or write what an interface sees, each packet once, until Ctrl-C. Without -I, or with -I any, all interfaces.",
            "rawnet capture -I veth0 --filter 'icmp.echo ident=7'",
            "rawnet capture -I veth0 -c 100 --write capture.pcapng")
        {
            verb._time, verb._write, verb._ownOnly, verb._backend, verb._count, verb._interface,
            verb._filter, verb._namespace, verb._output,
        };
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        string? file = FileOf(parsed);
        Filter filter = _filter.Of(parsed);
        Link? link = _interface.OneOf(parsed)?.Link;
        using var stop = new StopSignal();
        // The source first: without the right to it no file is touched.
        using ICaptureSource source = Open(parsed, link, filter);
        using CaptureFile? recording = file is null ? null : CaptureFile.OfInterfaces(file, invocation.Bytes, filter.BpfExpression);
        if (source.Interface is { } description) recording?.Add(description, source.InterfaceNumber);
        using IPacketRenderer? renderer = recording is null || invocation.Json is not null ? _output.RendererOf(parsed, invocation) : null;
        ICaptureSink sink = recording is null ? new ShowingSink(renderer!) : new RecordingSink(recording, source);
        var run = new CaptureRun(source, sink, parsed.GetValue(_count) ?? 0, parsed.GetValue(_time), stop)
        {
            Status = soFar => invocation.Complain(CaptureWords.Of(soFar)),
        };
        (stop.Status, stop.Keep) = (run.RequestStatus, run.RequestKeeping);
        RunPhase.Begin();
        if (!_output.IsQuiet(parsed)) invocation.Complain($"capturing on {source.Interface?.Name ?? "all interfaces"}, Ctrl-C ends");
        Ending ending = RunToTheEnd(run, invocation, renderer);
        PacketTally count = run.Sum();
        if (recording is not null && ending.Status != ExitCode.BadInput) ending.Run(() => recording.Finish(run.LastNanoseconds, count));
        if (renderer is not null) ending.Summarize(() => renderer.Finish(count));
        invocation.Complain(CaptureWords.Of(count));
        return ending.Status;
    }

    private string? FileOf(ParseResult parsed)
    {
        string? file = parsed.GetValue(_write);
        bool isBoth = file is not null && Invocation.Of(parsed).Json is not null;
        if (isBoth && !_output.IsQuiet(parsed))
            throw new UsageException("--write keeps the packets and --json shows them; one of them is wanted");
        if (isBoth && file == "-") throw new UsageException("--write - gives standard output to the packets, and --json wants it too");
        return file;
    }

    private ICaptureSource Open(ParseResult parsed, Link? link, Filter filter)
    {
        bool isPromiscuous = link is { IsLoopback: false } && !parsed.GetValue(_ownOnly);
        return parsed.GetValue(_backend) == Backend.Pcap
            ? LibpcapSource.Open(link, isPromiscuous, filter)
            : new PacketSource(link, isPromiscuous, filter);
    }

    // Whatever ends it, the file is readable and the counts are told.
    private static Ending RunToTheEnd(CaptureRun run, Invocation invocation, IPacketRenderer? renderer)
    {
        var ending = new Ending(invocation);
        ending.Run(() =>
        {
            renderer?.Start();
            run.Run();
        });
        return ending;
    }
}
