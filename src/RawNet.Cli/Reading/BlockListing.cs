using RawNet.Captures;
using RawNet.Cli.Input;
using RawNet.Cli.Output;

namespace RawNet.Cli.Reading;

/// <summary>Goes through the blocks of files and tells a renderer of each; what is wrong goes to the diagnostics, behind the blocks before it.</summary>
internal sealed class BlockListing(IBlockRenderer renderer, Action<string> complain)
{
    /// <returns>The exit status.</returns>
    public int Run(string[] files)
    {
        var count = new BlockCount { Sources = files.Length };
        renderer.Start();
        foreach (string file in files)
        {
            if (Read(file, files.Length > 1, count) is { } error) Complain(file, error, count);
        }
        renderer.Finish(count);
        return count.Damaged == 0 ? ExitCode.Good : ExitCode.BadInput;
    }

    private CaptureError? Read(string file, bool named, BlockCount count)
    {
        using Stream stream = InputFile.Open(file);
        using var reader = BlockReader.Open(stream);
        var describer = new BlockDescriber();
        bool isLive = InputFile.IsLive(stream);
        for (long number = 1; reader.TryRead(out Block block); number++)
        {
            BlockDescription description = describer.Describe(block);
            renderer.Show(number, block, description, named ? file : null);
            count.Blocks++;
            count.Bytes += block.Bytes.Length;
            if (description.Error is { } error) Complain(file, error, count);
            if (isLive) renderer.Flush();
        }
        return reader.Error;
    }

    private void Complain(string file, CaptureError error, BlockCount count)
    {
        renderer.Flush();
        complain($"{file}: {error}");
        count.Damaged++;
    }
}
