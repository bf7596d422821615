namespace RawNet.Captures;

/// <summary>What of a block without a packet contradicts its length. A reader of packets ends there, as Wireshark does:
/// what the file says is not to be trusted any further.</summary>
internal static class BlockCheck
{
    private const int SmallestJournalEntry = 23; // Wireshark's: "__REALTIME_TIMESTAMP=0\n"
    private const ushort Ipv4Record = 1;
    private const ushort Ipv6Record = 2;

    /// <summary>Null when nothing does, and for types whose body only their maker knows.</summary>
    internal static CaptureError? Of(Block block)
    {
        (string name, int size) = BlockDescriber.Shape(block.Type);
        if (block.Type == BlockType.JournalExport)
            size = SmallestJournalEntry;
        if (block.Body.Length < size)
            return BlockDescriber.Short(block, name, size);
        return block.Type switch
        {
            BlockType.SectionHeader or BlockType.InterfaceStatistics => OfOptions(block, block.Body[size..]),
            BlockType.NameResolution => OfRecords(block),
            BlockType.DecryptionSecrets => OfSecrets(block),
            _ => null,
        };
    }

    private static CaptureError? OfOptions(Block block, ReadOnlySpan<byte> bytes)
    {
        BlockOptions options = new(bytes, block.Order);
        while (options.MoveNextSound(block.Type))
        {
        }
        return options.ErrorOf(block);
    }

    // 4.5: an address, and names that end with a zero.
    private static CaptureError? OfRecords(Block block)
    {
        BlockOptions records = new(block.Body, block.Order);
        while (records.MoveNext())
        {
            int address = records.Code switch { Ipv4Record => 4, Ipv6Record => 16, _ => 0 };
            if (records.Value.Length < address)
                return CaptureError.BadLength(block.Offset,
                    $"a record of a name has {records.Value.Length} bytes, and its address alone {address}", address, records.Value.Length);
            if (address > 0 && records.Value.Length > address && records.Value[^1] != 0)
                return CaptureError.BadLength(block.Offset,
                    $"a name of {records.Value.Length - address} bytes does not end within its record");
        }
        return records.Damaged ? BlockDescriber.Beyond(block, "a record") : OfOptions(block, records.Behind);
    }

    private static CaptureError? OfSecrets(Block block)
    {
        var header = SecretsHeader.Of(block);
        return header.Fits(block) ? OfOptions(block, block.Body[header.OptionsAt(block)..]) : BlockDescriber.Beyond(block, "the secret");
    }
}
