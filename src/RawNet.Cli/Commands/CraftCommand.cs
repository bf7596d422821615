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
    private readonly Option<string?> _write = new("--write") { Description = "write the packets into a capture file, pcap when its name ends in .pcap or .cap, else pcapng; - is standard output", HelpName = "FILE" };

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
        string? file = parsed.GetValue(_write);
        if (file is not null) OutputFile.Check(file);
        using ICraftRenderer renderer = _form.RendererOf(parsed, invocation, file);
        using var run = new CraftRun(renderer, file, invocation);
        foreach (ExpressionLine line in lines) run.Build(line);
        return run.Finish();
    }
}

/// <summary>One run of <c>craft</c>: builds expression by expression, as many packets as each stands for, one at a time.</summary>
/// <param name="renderer">Shows them.</param>
/// <param name="file">The name of the file that they go into, too; it is not touched before there is something for it.</param>
/// <param name="invocation">Where to.</param>
internal sealed class CraftRun(ICraftRenderer renderer, string? file, Invocation invocation) : IDisposable
{
    private readonly PacketCount _count = new();
    private CaptureFile? _file;

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
        if (file is not null && _count.Damaged == 0) Open();
        return _count.Damaged == 0 ? ExitCode.Good : ExitCode.BadInput;
    }

    public void Dispose() => _file?.Dispose();

    private CaptureFile Open() => _file ??= CaptureFile.OfMade(file!, invocation.Bytes);

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
        uint most = new CaptureInterface(known).SnapLength;
        if (bytes.Length > most) throw new UsageException($"{bytes.Length} bytes are more than the {most} of a packet that readers of capture files take");
        Open().Write(new CapturedPacket(known, bytes, timeNanoseconds: 0));
    }
}
