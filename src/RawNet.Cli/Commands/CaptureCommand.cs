using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using RawNet.Cli.Capturing;
using RawNet.Cli.Options;
using RawNet.Cli.Output;
using RawNet.Sockets;
using PacketCount = RawNet.Cli.Output.PacketCount;
using SocketCount = RawNet.Sockets.PacketCount;

namespace RawNet.Cli.Commands;

/// <summary><c>capture</c>: what an interface sees.</summary>
internal sealed class CaptureCommand
{
    private readonly InterfaceOption _interface = new();
    private readonly PacketCountOption _count = new("end after so many packets");
    private readonly Option<TimeSpan?> _time = SecondsOption.Create("-w", "--deadline", "end after so many seconds");
    private readonly Option<string?> _write = new("--write") { Description = "write the packets to a file, pcapng unless its name ends in .pcap or .cap; - is standard output", HelpName = "FILE" };
    private readonly Option<bool> _ownOnly = new("-p", "--no-promiscuous-mode") { Description = "only what is for this host" };
    private readonly Option<Backend> _backend = new("--backend") { Description = "a packet socket, or libpcap through SharpPcap (needs libpcap0.8); packet unless given", HelpName = "packet|pcap" };
    private readonly FilterOption _filter = new();
    private readonly NamespaceOption _namespace = new();
    private readonly CaptureOutput _output = new();

    public static Command Create()
    {
        var verb = new CaptureCommand();
        var command = new Command("capture", "Show or write what an interface sees, each packet once, until Ctrl-C. Without -I, or with -I any, all interfaces.") { verb._time, verb._write, verb._ownOnly, verb._backend };
        verb._count.AddTo(command);
        verb._interface.AddTo(command);
        verb._filter.AddTo(command);
        verb._namespace.AddTo(command);
        verb._output.AddTo(command);
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_write) is not null && _output.IsJson(parsed)) throw new UsageException("--write keeps the packets and --json shows them; one of them is wanted");
        Filter filter = _filter.Of(parsed);
        Link? link = _interface.OneOf(parsed)?.Link;
        using var stop = new StopSignal();
        // The source first: without the right to it no file is touched.
        using ICaptureSource source = Open(parsed, link, filter);
        CaptureRun Capture(ICaptureSink sink) => new(source, sink, _count.Of(parsed), parsed.GetValue(_time), stop)
        {
            Status = soFar => Tell(soFar, source.ReadCount(), Invocation.Of(parsed), source.History),
        };
        return parsed.GetValue(_write) is { } file
            ? Record(parsed, file, source, Capture)
            : Show(parsed, source, Capture);
    }

    private ICaptureSource Open(ParseResult parsed, Link? link, Filter filter)
    {
        bool isPromiscuous = link is { IsLoopback: false } && !parsed.GetValue(_ownOnly);
        return parsed.GetValue(_backend) == Backend.Pcap ? PcapSource.Open(link, isPromiscuous, filter) : new PacketSource(link, isPromiscuous, filter);
    }

    private void Announce(ParseResult parsed, ICaptureSource source)
    {
        if (!_output.IsQuiet(parsed)) Invocation.Of(parsed).Complain($"capturing on {source.Interface?.Name ?? "all interfaces"}, Ctrl-C ends");
    }

    private int Record(ParseResult parsed, string file, ICaptureSource source, Func<ICaptureSink, CaptureRun> capture)
    {
        var invocation = Invocation.Of(parsed);
        using CaptureFile recording = CaptureFile.OfInterfaces(file, invocation.Bytes);
        if (source.Interface is { } description) recording.Add(description, source.InterfaceNumber);
        CaptureRun run = capture(new RecordingSink(recording, source));
        RunPhase.Begin();
        Announce(parsed, source);
        Ending ending = RunToTheEnd(run, invocation);
        SocketCount count = source.ReadCount();
        if (ending.Status != ExitCode.BadInput) ending.Run(() => recording.Finish(run.LastNanoseconds, count.Received, count.Dropped));
        Tell(run.Count, count, invocation, source.History);
        return ending.Status;
    }

    private int Show(ParseResult parsed, ICaptureSource source, Func<ICaptureSink, CaptureRun> capture)
    {
        var invocation = Invocation.Of(parsed);
        using IPacketRenderer renderer = _output.RendererOf(parsed, invocation.Bytes);
        CaptureRun run = capture(new ShowingSink(renderer));
        RunPhase.Begin();
        Announce(parsed, source);
        Ending ending = RunToTheEnd(run, invocation, renderer.Start);
        SocketCount count = source.ReadCount();
        (run.Count.Received, run.Count.Dropped, run.Count.Link) = (count.Received, count.Dropped, source.History);
        ending.Summarize(() => renderer.Finish(run.Count));
        Tell(run.Count, count, invocation, source.History);
        return ending.Status;
    }

    // Whatever ends it, the file is readable and the counts are told.
    private static Ending RunToTheEnd(CaptureRun run, Invocation invocation, Action? start = null)
    {
        using var status = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context =>
        {
            context.Cancel = true;
            run.RequestStatus();
        });
        var ending = new Ending(invocation);
        ending.Run(() =>
        {
            start?.Invoke();
            run.Run();
        });
        return ending;
    }

    private static void Tell(PacketCount seen, SocketCount count, Invocation invocation, LinkHistory link)
    {
        string left = seen.LeftOut > 0 ? string.Create(CultureInfo.InvariantCulture, $", {seen.LeftOut} left out by the filter") : "";
        invocation.Complain(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(seen.Packets, "packet")} captured{left}; {count.Received} received by the socket, {count.Dropped} dropped by the kernel{LinkWords.Of(link)}"));
    }
}
