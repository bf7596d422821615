using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using RawNet.Cli.Capturing;
using RawNet.Cli.Options;
using RawNet.Cli.Output;
using RawNet.Filters;
using RawNet.Sockets;
using PacketCount = RawNet.Cli.Output.PacketCount;
using SocketCount = RawNet.Sockets.PacketCount;

namespace RawNet.Cli.Commands;

/// <summary><c>capture</c>: what an interface sees.</summary>
internal sealed class CaptureCommand
{
    private const int ReceiveBuffer = 64 << 20;
    private readonly InterfaceOption _interface = new("-i");
    private readonly PacketCountOption _count = new("end after so many packets");
    private readonly Option<TimeSpan?> _time = SecondsOption.Create("-w", "--deadline", "end after so many seconds");
    private readonly Option<string?> _write = new("--write") { Description = "write the packets to a file, pcapng unless its name ends in .pcap; - is standard output", HelpName = "FILE" };
    private readonly Option<bool> _ownOnly = new("-p", "--no-promiscuous-mode") { Description = "only what is for this host" };
    private readonly FilterOption _filter = new();
    private readonly NamespaceOption _namespace = new();
    private readonly CaptureOutput _output = new();

    public static Command Create()
    {
        var verb = new CaptureCommand();
        var command = new Command("capture", "Show or write what an interface sees, each packet once, until Ctrl-C. Without -I, all interfaces.") { verb._time, verb._write, verb._ownOnly };
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
        Link? link = _interface.Of(parsed)?.Link;
        using var stop = new StopSignal();
        // The socket first: without the right to it no file is touched.
        var settings = new PacketSocketSettings
        {
            ReceiveBuffer = ReceiveBuffer,
            Promiscuous = link is { IsLoopback: false } && !parsed.GetValue(_ownOnly),
            Filter = filter.HasBpf ? [BpfInstruction.DropAll] : [],
        };
        using PacketSocket socket = PacketSocket.Open(link, settings);
        Filter rest = filter.On(socket);
        CaptureRun Capture(ICaptureSink sink) => new(socket, rest, sink, _count.Of(parsed), parsed.GetValue(_time), stop)
        {
            Status = soFar => Tell(soFar, socket.ReadCount(), Invocation.Of(parsed), socket.History),
        };
        return parsed.GetValue(_write) is { } file
            ? Record(parsed, file, socket, Capture)
            : Show(parsed, socket, Capture);
    }

    private void Announce(ParseResult parsed, PacketSocket socket)
    {
        if (!_output.IsQuiet(parsed)) Invocation.Of(parsed).Complain($"capturing on {socket.Link?.Name ?? "all interfaces"}, Ctrl-C ends");
    }

    private int Record(ParseResult parsed, string file, PacketSocket socket, Func<ICaptureSink, CaptureRun> capture)
    {
        var invocation = Invocation.Of(parsed);
        using CaptureFile recording = CaptureFile.OfInterfaces(file, invocation.Bytes);
        if (socket.Link is { } link) recording.Add(link, link.Index);
        Announce(parsed, socket);
        CaptureRun run = capture(new RecordingSink(recording));
        Ending ending = RunToTheEnd(run, invocation);
        SocketCount count = socket.ReadCount();
        if (ending.Status != ExitCode.BadInput) ending.Run(() => recording.Finish(run.LastNanoseconds, count.Received, count.Dropped));
        Tell(run.Count, count, invocation, socket.History);
        return ending.Status;
    }

    private int Show(ParseResult parsed, PacketSocket socket, Func<ICaptureSink, CaptureRun> capture)
    {
        var invocation = Invocation.Of(parsed);
        using IPacketRenderer renderer = _output.RendererOf(parsed, invocation.Bytes);
        renderer.Start();
        Announce(parsed, socket);
        CaptureRun run = capture(new ShowingSink(renderer));
        Ending ending = RunToTheEnd(run, invocation);
        SocketCount count = socket.ReadCount();
        (run.Count.Received, run.Count.Dropped, run.Count.Link) = (count.Received, count.Dropped, socket.History);
        ending.Run(() => renderer.Finish(run.Count));
        Tell(run.Count, count, invocation, socket.History);
        return ending.Status;
    }

    // Whatever ends it, the file is readable and the counts are told.
    private static Ending RunToTheEnd(CaptureRun run, Invocation invocation)
    {
        using var status = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context =>
        {
            context.Cancel = true;
            run.RequestStatus();
        });
        var ending = new Ending(invocation);
        ending.Run(run.Run);
        return ending;
    }

    private static void Tell(PacketCount seen, SocketCount count, Invocation invocation, LinkHistory link)
    {
        string left = seen.LeftOut > 0 ? string.Create(CultureInfo.InvariantCulture, $", {seen.LeftOut} left out by the filter") : "";
        invocation.Complain(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(seen.Packets, "packet")} captured{left}; {count.Received} received by the socket, {count.Dropped} dropped by the kernel{LinkWords.Of(link)}"));
    }
}
