using System.CommandLine;
using RawNet.Captures;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Sending;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Craft;

/// <summary><c>craft</c>: build and show; sends nothing.</summary>
internal sealed class CraftCommand
{
    private readonly ExpressionArgument _expression = new();
    private readonly CraftFormOptions _form = new();
    private readonly WriteOption _write =
        new("write the packets into a capture file, pcap when its name ends in .pcap or .cap, else pcapng; - is standard output");

    public static Command Create()
    {
        var verb = new CraftCommand();
        var command = new Verb("craft",
            "Build packets from expressions and show them; sends nothing. Without EXPR, one expression a line from stdin.",
            "rawnet craft ip dst=198.18.0.2 ttl=3 / icmp.echo seq=1..3 / data text:hello",
            "rawnet craft --write query.pcap eth / ip dst=224.0.0.1 ttl=1 option=ra / igmp.v3-query",
            "rawnet read --as-expression capture.pcap | rawnet craft --hex")
        {
            verb._write, verb._form, verb._expression,
        };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        string? file = parsed.GetValue(_write);
        if (file is not null) OutputFile.Check(file);
        using ICraftRenderer renderer = _form.RendererOf(parsed, invocation, file);
        using var stop = new StopSignal();
        IEnumerable<ExpressionLine> lines = _expression.LinesOf(parsed, stop, renderer.Flush);
        using var run = new CraftRun(renderer, file, stop, invocation);
        RunPhase.Begin();
        return run.Run(lines);
    }
}

/// <summary>One run of <c>craft</c>: builds expression by expression, as many packets as each stands for, one at a time.</summary>
/// <param name="renderer">Shows them.</param>
/// <param name="file">The name of the file that they go into, too; it is not touched before there is something for it.</param>
/// <param name="stop">Ends it with its summary.</param>
/// <param name="invocation">Where to.</param>
internal sealed class CraftRun(ICraftRenderer renderer, string? file, StopSignal stop, Invocation invocation) : IDisposable
{
    private readonly PacketTally _count = new();
    private readonly Ending _ending = new(invocation);
    private CaptureFile? _file;

    /// <summary>Runs, sums up whatever ended it, and gives the exit status.</summary>
    public int Run(IEnumerable<ExpressionLine> lines)
    {
        stop.Status = () => invocation.Complain($"{Counted.Of(_count.Packets, "packet")} so far");
        _ending.Run(() =>
        {
            foreach (ExpressionLine line in lines)
                if (!stop.IsSet) Build(line);
            renderer.Flush();
            if (file is not null && _count.Damaged == 0) Open();
        });
        bool isRefused = _ending.Status != ExitCode.Good && _count is { Packets: 0, Damaged: 0 };
        if (!isRefused) _ending.Summarize(() => renderer.Finish(_count));
        return _ending.Status;
    }

    private void Build(ExpressionLine line)
    {
        _count.Sources++;
        try
        {
            if (line.Expression is null) throw new ExpressionException(line.Fault!);
            foreach (Packet packet in line.Expression.Expand())
            {
                if (stop.IsSet) return;
                Show(packet, line.Expression.LinkType);
            }
        }
        catch (Exception fault) when (line.Number > 0
            && fault is ExpressionException or BuildException or UsageException or BadInputException)
        {
            _count.Damaged++;
            _ending.Worsen(ExitCode.BadInput);
            renderer.ShowNothing();
            renderer.Flush();
            _ending.Fail(new BadInputException($"line {line.Number}: {fault.Message}"));
        }
    }

    public void Dispose() => _file?.Dispose();

    private CaptureFile Open() => _file ??= CaptureFile.OfMade(file!, invocation.Bytes);

    private void Show(Packet packet, LinkType? link)
    {
        byte[] bytes = packet.ToBytes();
        int fcs = FcsLengthOf(packet);
        if (file is not null) Write(bytes, link, fcs);
        // LINKTYPE_USER0 says of bytes in memory only that nobody says what they are.
        renderer.Show(packet,
            new CapturedPacket(link ?? Unknown, bytes, timeNanoseconds: null) { Number = _count.Packets + 1, FcsLength = fcs });
        _count.Packets++;
        _count.Bytes += bytes.Length;
    }

    // A cut one is in the file as it is in the packet: as bytes of which nobody says what they are.
    private static int FcsLengthOf(Packet packet) =>
        packet.Layers is [.., { Cut: null } last] && last.Kind == EthernetFcs.Kind ? EthernetFcs.Kind.Table.FixedLength : 0;

    private const LinkType Unknown = (LinkType)147;

    private void Write(byte[] bytes, LinkType? link, int fcs)
    {
        if (link is not { } known)
            throw new UsageException("no capture file begins with this layer; 'linktype=N / ' before it says as what it is to be written");
        uint most = new CaptureInterface(known).SnapLength;
        if (bytes.Length > most)
            throw new UsageException($"{bytes.Length} bytes are more than the {most} of a packet that readers of capture files take");
        Open().Write(new CapturedPacket(known, bytes, timeNanoseconds: 0) { FcsLength = fcs });
    }
}
