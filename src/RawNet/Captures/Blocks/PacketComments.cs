namespace RawNet.Captures;

/// <summary>The comments of a packet in the order of its block, each an opt_comment (draft-ietf-opsawg-pcapng, 3.5.1).</summary>
/// <remarks><c>foreach</c> gives the UTF-8 of each.</remarks>
public readonly ref struct PacketComments
{
    /// <param name="options">A block's options, others among them; they stay where they lie.</param>
    /// <param name="order">That of the block.</param>
    internal PacketComments(ReadOnlySpan<byte> options, ByteOrder order)
    {
        Options = options;
        Order = order;
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => !GetEnumerator().MoveNext();

    internal ReadOnlySpan<byte> Options { get; }

    internal ByteOrder Order { get; }

    /// <summary>One comment for each text, for a writer.</summary>
    /// <exception cref="ArgumentException">One has more than 65,535 bytes of UTF-8.</exception>
    public static PacketComments Of(params ReadOnlySpan<string> texts)
    {
        BlockBuilder options = new(ByteOrder.Little);
        options.Begin(BlockType.None);
        foreach (string text in texts)
            options.AddOption(OptionCode.Comment, text);
        return new PacketComments(options.Finish()[Block.HeaderSize..^Block.TrailerSize], ByteOrder.Little);
    }

    /// <summary>Goes through them.</summary>
    public Enumerator GetEnumerator() => new(Options, Order);

    /// <summary>A walk over comments.</summary>
    public ref struct Enumerator
    {
        private BlockOptions _options;

        internal Enumerator(ReadOnlySpan<byte> options, ByteOrder order) => _options = new BlockOptions(options, order);

        /// <summary>UTF-8, or whatever the file holds instead.</summary>
        public readonly ReadOnlySpan<byte> Current => _options.Value;

        /// <summary>Goes to the next one; false when there is none.</summary>
        public bool MoveNext()
        {
            while (_options.MoveNext())
                if (_options.Code == OptionCode.Comment)
                    return true;
            return false;
        }
    }
}
