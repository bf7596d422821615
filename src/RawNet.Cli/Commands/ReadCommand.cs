using System.CommandLine;
using RawNet.Captures;
using RawNet.Cli.Input;
using RawNet.Cli.Options;
using RawNet.Cli.Output;
using RawNet.Cli.Reading;

namespace RawNet.Cli.Commands;

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
    private readonly PacketCountOption _count = new("end after so many packets of all files");

    public static Command Create()
    {
        var verb = new ReadCommand();
        var command = new Command("read", "Show the packets of capture files.") { verb._files };
        verb._count.AddTo(command);
        verb._form.AddTo(command);
        verb._filter.AddTo(command);
        verb._blocks.AddTo(command);
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        string[] files = parsed.GetRequiredValue(_files);
        foreach (string file in files) InputFile.Check(file);
        if (files.Count(file => file == InputFile.StandardInput) > 1) throw new UsageException("standard input can be read once, and - stands more often");
        return _blocks.Of(parsed) ? ListBlocks(parsed, files, invocation) : ShowPackets(parsed, files, invocation);
    }

    private int ListBlocks(ParseResult parsed, string[] files, Invocation invocation)
    {
        using IBlockRenderer renderer = _form.BlockRendererOf(parsed, invocation.Bytes);
        return new BlockListing(renderer, invocation.Complain).Run(files);
    }

    private int ShowPackets(ParseResult parsed, string[] files, Invocation invocation)
    {
        Filter filter = _filter.Of(parsed);
        filter.Check(files);
        using IPacketRenderer renderer = _form.RendererOf(parsed, invocation.Bytes);
        var count = new PacketCount { Sources = files.Length };
        renderer.Start();
        foreach (string file in files)
        {
            if (Read(file, files.Length > 1, filter, renderer, count, _count.Of(parsed), invocation) is not { } error) continue;
            renderer.Flush();
            invocation.Complain($"{file}: {error}");
            count.Damaged++;
        }
        renderer.Finish(count);
        return count.Damaged == 0 ? ExitCode.Good : ExitCode.BadInput;
    }

    private static CaptureError? Read(string file, bool named, Filter filter, IPacketRenderer renderer, PacketCount count, long most, Invocation invocation)
    {
        using Stream stream = InputFile.Open(file);
        using var reader = CaptureReader.Open(stream);
        bool isLive = InputFile.IsLive(stream);
        while (IsWanted(count, most) && reader.TryRead(out CapturedPacket packet))
        {
            if (packet.Number == 1) filter.Begin(reader);
            if (!filter.Accepts(packet))
            {
                count.LeftOut++;
                continue;
            }
            renderer.Show(packet, named ? file : null);
            count.Packets++;
            count.Bytes += packet.Data.Length;
            if (isLive) renderer.Flush();
        }
        foreach (string remark in reader.Remarks) invocation.Complain($"{file}: {remark}");
        return reader.Error;
    }

    private static bool IsWanted(PacketCount count, long most) => most == 0 || count.Packets < most;
}
