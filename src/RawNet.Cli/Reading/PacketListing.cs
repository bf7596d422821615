using RawNet.Captures;
using RawNet.Cli.Input;
using RawNet.Cli.Options;
using RawNet.Cli.Output;

namespace RawNet.Cli.Reading;

/// <summary>Goes through the packets of files and shows those that are wanted; what is wrong goes to the diagnostics, behind the packets before it.</summary>
/// <param name="renderer">Shows them.</param>
/// <param name="filter">Which are wanted.</param>
/// <param name="most">How many at most; 0 sets no limit.</param>
/// <param name="stop">Ends it with its summary.</param>
/// <param name="complain">Takes a sentence.</param>
internal sealed class PacketListing(IPacketRenderer renderer, Filter filter, long most, StopSignal stop, Action<string> complain)
{
    private readonly PacketCount _count = new();

    /// <summary>Runs, and sums up whatever ended it.</summary>
    public void Run(string[] files, Ending ending)
    {
        _count.Sources = files.Length;
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
        while (!IsOver && reader.TryRead(out CapturedPacket packet))
        {
            if (packet.Number == 1) filter.Begin(reader);
            if (!filter.Accepts(packet))
            {
                _count.LeftOut++;
                continue;
            }
            renderer.Show(packet, named ? file : null);
            _count.Packets++;
            _count.Bytes += packet.Data.Length;
        }
        return InputFile.ErrorOf(stream, reader.Error);
    }

    private void Complain(string file, CaptureError error, Ending ending)
    {
        _count.Damaged++;
        ending.Worsen(ExitCode.BadInput);
        renderer.Flush();
        complain($"{file}: {error}");
    }
}
