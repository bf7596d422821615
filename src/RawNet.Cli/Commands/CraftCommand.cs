using System.CommandLine;
using RawNet.Captures;
using RawNet.Cli.Options;
using RawNet.Cli.Output;
using RawNet.Wire;

namespace RawNet.Cli.Commands;

/// <summary><c>craft</c>: build and show; sends nothing.</summary>
internal sealed class CraftCommand
{
    private readonly ExpressionArgument _expression = new();
    private readonly CraftFormOptions _form = new();
    private readonly Option<string?> _write = new("--write") { Description = "write the packets into a capture file, pcap when its name ends in .pcap, else pcapng", HelpName = "FILE" };

    public static Command Create()
    {
        var verb = new CraftCommand();
        var command = new Command("craft", "Build packets from expressions and show them; sends nothing. Without EXPR, one expression a line from stdin.") { verb._write };
        verb._form.AddTo(command);
        verb._expression.AddTo(command);
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        IEnumerable<ExpressionLine> lines = _expression.LinesOf(parsed);
        if (_form.IsDiagram(parsed)) return Draw(lines, invocation);
        using CaptureFile? file = parsed.GetValue(_write) is { } name ? CaptureFile.OfMade(name) : null;
        using ICraftRenderer renderer = _form.RendererOf(parsed, invocation, isWritten: file is not null);
        var run = new CraftRun(renderer, file, invocation);
        foreach (ExpressionLine line in lines) run.Build(line);
        return run.Finish();
    }

    private static int Draw(IEnumerable<ExpressionLine> lines, Invocation invocation)
    {
        int status = ExitCode.Good;
        foreach (ExpressionLine line in lines)
        {
            if (line.Expression is not null)
            {
                foreach (Spec layer in line.Expression.Expand().First().Layers) invocation.Output.WriteLine($"{layer.Kind.Name}: {layer.Kind.Table.Source}\n{Diagram.Of(layer.Kind)}");
                continue;
            }
            invocation.Complain($"line {line.Number}: {line.Fault}");
            status = ExitCode.BadInput;
        }
        return status;
    }
}

/// <summary>One run of <c>craft</c>: builds expression by expression, as many packets as each stands for, one at a time.</summary>
internal sealed class CraftRun(ICraftRenderer renderer, CaptureFile? file, Invocation invocation)
{
    private readonly PacketCount _count = new();

    public void Build(ExpressionLine line)
    {
        _count.Sources++;
        try
        {
            if (line.Expression is null) throw new ExpressionException(line.Fault!);
            foreach (Packet packet in line.Expression.Expand()) Show(packet, line.Expression.LinkType);
        }
        catch (Exception fault) when (line.Number > 0 && fault is ExpressionException or BuildException or UsageException)
        {
            _count.Damaged++;
            renderer.ShowNothing();
            renderer.Flush();
            invocation.Complain($"line {line.Number}: {fault.Message}");
        }
    }

    public int Finish()
    {
        renderer.Finish(_count);
        return _count.Damaged == 0 ? ExitCode.Good : ExitCode.BadInput;
    }

    private void Show(Packet packet, LinkType? link)
    {
        byte[] bytes = packet.ToBytes();
        if (file is not null) Write(bytes, link);
        // LINKTYPE_USER0 says of bytes in memory only that nobody says what they are.
        renderer.Show(packet, new CapturedPacket(link ?? Unknown, bytes, timeNanoseconds: null) { Number = _count.Packets + 1 });
        _count.Packets++;
        _count.Bytes += bytes.Length;
    }

    private const LinkType Unknown = (LinkType)147;

    private void Write(byte[] bytes, LinkType? link)
    {
        if (link is not { } known) throw new UsageException("no capture file begins with this layer; 'linktype=N / ' before it says as what it is to be written");
        file!.Write(new CapturedPacket(known, bytes, timeNanoseconds: 0));
    }
}
