namespace RawNet.Captures;

/// <summary>Writes blocks as they were read, byte for byte: unknown and custom ones, their order, padding and options included.</summary>
/// <remarks>Whoever leaves out or adds blocks also leaves out those of <see cref="BlockType.CustomNotCopyable"/>,
/// as the draft (4.9) wants it.</remarks>
/// <param name="stream">Takes one Write per block, and stays the caller's to flush and to close.</param>
public sealed class BlockWriter(Stream stream)
{
    private ByteOrder? _order;

    /// <summary>Adds one block to the section that the last Section Header began.</summary>
    /// <exception cref="ArgumentException">No reader could read it there: the first block is no Section Header,
    /// or the section has the other byte order. Nothing was written.</exception>
    public void Write(Block block)
    {
        if (block.Bytes.IsEmpty)
            throw new ArgumentException("a block without bytes was not read from a file", nameof(block));
        if (block.Type == BlockType.SectionHeader)
            _order = block.Order;
        else if (_order is null)
            throw new ArgumentException("a pcapng file begins with a Section Header, not with another block", nameof(block));
        else if (_order != block.Order)
            throw new ArgumentException($"a block with numbers of order {block.Order} does not fit into a section of order {_order}",
                nameof(block));
        stream.Write(block.Bytes);
    }
}
