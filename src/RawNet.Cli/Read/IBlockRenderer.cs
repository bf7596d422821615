using RawNet.Captures;

namespace RawNet.Cli.Read;

/// <summary>Shows the blocks of pcapng files, one way or another.</summary>
internal interface IBlockRenderer : IDisposable
{
    /// <summary>Before the first block.</summary>
    void Start();

    /// <param name="number">The place in the file, from 1.</param>
    /// <param name="block">The block as it stands in the file.</param>
    /// <param name="description">What it says.</param>
    /// <param name="file">The file's name when several are read.</param>
    void Show(long number, Block block, BlockDescription description, string? file);

    /// <summary>After the last block.</summary>
    void Finish(BlockCount count);

    /// <summary>Hands over what was shown so far.</summary>
    void Flush();
}

/// <summary>What a run over blocks came to.</summary>
internal sealed class BlockCount
{
    public long Blocks { get; set; }

    public long Bytes { get; set; }

    public long Sources { get; set; }

    /// <summary>Files that are not whole, and blocks that contradict their own length.</summary>
    public long Damaged { get; set; }
}
