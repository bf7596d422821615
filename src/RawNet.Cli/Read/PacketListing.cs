using RawNet.Captures;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Packets;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;

namespace RawNet.Cli.Read;

/// <summary>Goes through the packets of files and shows those that are wanted; what is wrong goes to the diagnostics,
/// behind the packets before it.</summary>
/// <param name="renderer">Shows them.</param>
/// <param name="filter">Which are wanted.</param>
/// <param name="most">How many at most; 0 sets no limit.</param>
/// <param name="stop">Ends it with its summary.</param>
/// <param name="complain">Takes a sentence.</param>
internal sealed class PacketListing(IPacketRenderer renderer, Filter filter, long most, StopSignal stop, Action<string> complain)
{
    private readonly PacketTally _count = new();

    /// <summary>Runs, and sums up whatever ended it.</summary>
    public void Run(string[] files, Ending ending)
    {
        _count.Sources = files.Length;
        stop.Status = () => complain($"{Counted.Of(_count.Packets, "packet")} so far");
        ending.Run(() =>
        {
            renderer.Start();
            foreach (string file in files)
                if (!IsOver && Read(file, files.Length > 1) is { } error) Complain(file, error, ending);
            renderer.Flush();
        });
        ending.Summarize(() => renderer.Finish(_count));
    }

    private bool IsOver => stop.IsSet || (most > 0 && _count.Packets >= most);

    private CaptureError? Read(string file, bool named)
    {
        using InputStream stream = InputFile.Open(file, stop, renderer.Flush);
        using var reader = CaptureReader.Open(stream);
        bool hasBegun = false;
        ulong lost = 0;
        while (!IsOver && reader.TryRead(out CapturedPacket packet))
        {
            if (!hasBegun) filter.Begin(reader);
            hasBegun = true;
            lost += packet.LostBefore;
            if (!filter.Accepts(packet))
            {
                _count.LeftOut++;
                continue;
            }
            renderer.Show(packet, named ? file : null);
            _count.Packets++;
            _count.Bytes += packet.Data.Length;
        }
        foreach (string remark in reader.Remarks) complain($"{file}: {remark}");
        ReportLosses(file, reader.Dropped, lost);
        return InputFile.ErrorOf(stream, reader.Error);
    }

    private void ReportLosses(string file, ulong? dropped, ulong lost)
    {
        if (dropped is not null) _count.Dropped = (_count.Dropped ?? 0) + (long)dropped;
        _count.Lost += lost;
        if (LossWords.Of(dropped ?? 0, lost) is not { } sentence) return;
        renderer.Flush();
        complain($"{file}: {sentence}");
    }

    private void Complain(string file, CaptureError error, Ending ending)
    {
        _count.Damaged++;
        ending.Worsen(ExitCode.BadInput); // whoever reads may have gone
        renderer.Flush();
        ending.Fail(new BadInputException(InputFile.Sentence(file, error, "read")));
    }
}
