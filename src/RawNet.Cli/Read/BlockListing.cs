using RawNet.Captures;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;

namespace RawNet.Cli.Read;

/// <summary>Goes through the blocks of files and tells a renderer of each; what is wrong goes to the diagnostics,
/// behind the blocks before it.</summary>
internal sealed class BlockListing(IBlockRenderer renderer, StopSignal stop, Action<string> complain)
{
    private readonly BlockCount _count = new();

    /// <summary>Runs, and sums up whatever ended it.</summary>
    public void Run(string[] files, Ending ending)
    {
        _count.Sources = files.Length;
        stop.Status = () => complain($"{Counted.Of(_count.Blocks, "block")} so far");
        ending.Run(() =>
        {
            renderer.Start();
            foreach (string file in files)
                if (!stop.IsSet && Read(file, files.Length > 1, ending) is { } error) Complain(file, error, ending);
            renderer.Flush();
        });
        ending.Summarize(() => renderer.Finish(_count));
    }

    private CaptureError? Read(string file, bool named, Ending ending)
    {
        using InputStream stream = InputFile.Open(file, stop, renderer.Flush);
        using var reader = BlockReader.Open(stream);
        var describer = new BlockDescriber();
        for (long number = 1; !stop.IsSet && reader.TryRead(out Block block); number++)
        {
            BlockDescription description = describer.Describe(block);
            renderer.Show(number, block, description, named ? file : null);
            _count.Blocks++;
            _count.Bytes += block.Bytes.Length;
            if (description.Error is { } error) Complain(file, error, ending);
        }
        return InputFile.ErrorOf(stream, reader.Error);
    }

    private void Complain(string file, CaptureError error, Ending ending)
    {
        _count.Damaged++;
        ending.Worsen(ExitCode.BadInput); // whoever reads may have gone
        renderer.Flush();
        ending.Fail(new BadInputException(InputFile.Sentence(file, error, "read --blocks")));
    }
}
