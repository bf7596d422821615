using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>What the block reader and its describer make of a file, kept beyond the reader's buffer.</summary>
internal sealed record Blocks(IReadOnlyList<BlockDescription> Descriptions, byte[] Copy, CaptureError? Error)
{
    internal static Blocks Of(byte[] file)
    {
        using MemoryStream from = new(file);
        using MemoryStream to = new();
        using BlockReader reader = BlockReader.Open(from);
        BlockWriter writer = new(to);
        BlockDescriber describer = new();
        List<BlockDescription> descriptions = [];
        while (reader.TryRead(out Block block))
        {
            descriptions.Add(describer.Describe(block));
            writer.Write(block);
        }
        return new Blocks(descriptions, to.ToArray(), reader.Error);
    }

    /// <summary>A little-endian section, an Ethernet interface with microseconds and one more block.</summary>
    internal static BlockDescription OneOf(uint type, string body) =>
        Of([.. Convert.FromHexString(Head), .. Bytes(type, body)]).Descriptions[2];

    /// <summary>A block laid out around its body, whose numbers have the same order.</summary>
    internal static byte[] Bytes(uint type, string body, ByteOrder order = ByteOrder.Little)
    {
        byte[] bytes = Convert.FromHexString(body.Replace(" ", "", StringComparison.Ordinal));
        byte[] length = Number((uint)bytes.Length + 12, order);
        return [.. Number(type, order), .. length, .. bytes, .. length];
    }

    private static byte[] Number(uint value, ByteOrder order)
    {
        byte[] bytes = [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        return order == ByteOrder.Big ? bytes : [.. bytes.Reverse()];
    }

    internal const string Head = "0a0d0d0a1c0000004d3c2b1a01000000ffffffffffffffff1c000000" + "0100000014000000010000000000040014000000";
}
