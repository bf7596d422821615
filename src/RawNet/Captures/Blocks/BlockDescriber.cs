using System.Globalization;
using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>Says what each block of a file means. It sees them in the file's order, because times need
/// the interfaces described before.</summary>
public sealed class BlockDescriber
{
    private const int TimedHeaderSize = 20;

    private readonly List<CaptureInterface?> _interfaces = [];

    /// <summary>The meaning of the next block.</summary>
    public BlockDescription Describe(Block block)
    {
        if (block.Type == BlockType.SectionHeader)
            _interfaces.Clear();
        else if (block.Type == BlockType.InterfaceDescription)
            _interfaces.Add(InterfaceBlock.TryParse(block, out CaptureInterface? description, out _) ? description : null);
        (string name, int size) = Shape(block.Type);
        return block.Body.Length < size
            ? new BlockDescription(block.Type, name, [], [], []) { Error = Short(block, name, size) }
            : Whole(block, name, size);
    }

    // The name and the bytes in front of everything that varies in length.
    internal static (string Name, int Size) Shape(BlockType type) => type switch
    {
        BlockType.SectionHeader => ("Section Header", 16),
        BlockType.InterfaceDescription => ("Interface Description", 8),
        BlockType.Packet => ("Packet", TimedHeaderSize),
        BlockType.SimplePacket => ("Simple Packet", 4),
        BlockType.NameResolution => ("Name Resolution", 0),
        BlockType.InterfaceStatistics => ("Interface Statistics", 12),
        BlockType.EnhancedPacket => ("Enhanced Packet", TimedHeaderSize),
        BlockType.JournalExport => ("systemd Journal Export", 0),
        BlockType.DecryptionSecrets => ("Decryption Secrets", 8),
        BlockType.Custom or BlockType.CustomNotCopyable => ("Custom", 4),
        _ => ("Unknown", 0),
    };

    private BlockDescription Whole(Block block, string name, int size)
    {
        ReadOnlySpan<byte> body = block.Body;
        return block.Type switch
        {
            BlockType.SectionHeader => WithOptions(block, name, Section(block), size, null),
            BlockType.InterfaceDescription => WithOptions(block, name, Interface(block), size, _interfaces[^1]),
            BlockType.Packet or BlockType.EnhancedPacket => Packet(block, name),
            BlockType.SimplePacket => Plain(block, name, Simple(block)),
            BlockType.NameResolution => Names(block, name),
            BlockType.InterfaceStatistics => WithOptions(block, name, Statistics(block), size, InterfaceAt(block.Order.U32(body))),
            BlockType.DecryptionSecrets => Secrets(block, name),
            BlockType.Custom or BlockType.CustomNotCopyable => Plain(block, name, Custom(block)),
            BlockType.JournalExport => Plain(block, name, [new("journal.entry", BlockValue.Of(NativeText.Of(body)))]),
            _ => Plain(block, name, [new("block.data", BlockValue.Of(body))]),
        };
    }

    private static BlockDescription Plain(Block block, string name, List<BlockField> fields) => new(block.Type, name, fields, [], []);

    private static BlockDescription WithOptions(Block block, string name, List<BlockField> fields, int at, CaptureInterface? about) =>
        AddOptions(block, Plain(block, name, fields), block.Body[at..], about);

    private static BlockDescription AddOptions(Block block, BlockDescription description, ReadOnlySpan<byte> bytes, CaptureInterface? about)
    {
        List<BlockOption> found = [];
        BlockOptions options = new(bytes, block.Order);
        OptionChoice choice = new(block.Type);
        while (options.MoveNext())
            found.Add(
                OptionNames.Option(block.Type, options, new OptionContext(block.Order, about)) with { Ignored = choice.Refuse(options) });
        return description with { Options = found, Error = options.Damaged ? Beyond(block, "an option") : null };
    }

    private static List<BlockField> Section(Block block)
    {
        ReadOnlySpan<byte> body = block.Body;
        string version = string.Create(CultureInfo.InvariantCulture, $"{block.Order.U16(body[4..])}.{block.Order.U16(body[6..])}");
        return
        [
            new("section.order", BlockValue.Of(block.Order == ByteOrder.Big ? "big" : "little")),
            new("section.version", BlockValue.Of(version)),
            new("section.length", BlockValue.Of((long)block.Order.U64(body[8..]))), // -1: not told
        ];
    }

    private List<BlockField> Interface(Block block) =>
    [
        new("interface.number", BlockValue.Of((long)_interfaces.Count - 1)),
        new("interface.linktype", Number(block.Order.U16(block.Body))),
        new("interface.snaplen", Number(block.Order.U32(block.Body[4..]))),
    ];

    private BlockDescription Packet(Block block, string name)
    {
        ReadOnlySpan<byte> body = block.Body;
        bool isOld = block.Type == BlockType.Packet;
        uint index = isOld ? block.Order.U16(body) : block.Order.U32(body);
        uint captured = block.Order.U32(body[12..]);
        List<BlockField> fields = [new("frame.interface_id", Number(index)), Time("frame", block, body[4..12], index)];
        if (isOld)
            fields.Add(new("frame.drops", Number(block.Order.U16(body[2..]))));
        fields.Add(new("frame.cap_len", Number(captured)));
        fields.Add(new("frame.len", Number(block.Order.U32(body[16..]))));
        if (captured > body.Length - TimedHeaderSize)
            return Plain(block, name, fields) with { Error = Beyond(block, "the packet") };
        int at = Math.Min(TimedHeaderSize + BlockOptions.Padded((int)captured), body.Length);
        return WithOptions(block, name, fields, at, InterfaceAt(index));
    }

    // 4.4: the least of three lengths is the captured one.
    private List<BlockField> Simple(Block block)
    {
        uint length = block.Order.U32(block.Body);
        uint limit = InterfaceAt(0) is { SnapLength: > 0 and var snap } ? Math.Min(length, snap) : length;
        return
        [
            new("frame.interface_id", Number(0)),
            new("frame.cap_len", Number(Math.Min(limit, (uint)block.Body.Length - 4))),
            new("frame.len", Number(length)),
        ];
    }

    // 4.5: records up to nrb_record_end, then options.
    private static BlockDescription Names(Block block, string name)
    {
        List<BlockOption> found = [];
        BlockOptions records = new(block.Body, block.Order);
        while (records.MoveNext())
            found.Add(OptionNames.Record(records, new OptionContext(block.Order, null)));
        BlockDescription description = Plain(block, name, []) with { Records = found };
        return records.Damaged
            ? description with { Error = Beyond(block, "a record") }
            : AddOptions(block, description, records.Behind, null);
    }

    private List<BlockField> Statistics(Block block)
    {
        uint index = block.Order.U32(block.Body);
        return [new("interface.number", Number(index)), Time("interface", block, block.Body[4..12], index)];
    }

    private static BlockDescription Secrets(Block block, string name)
    {
        const int header = 8;
        uint length = block.Order.U32(block.Body[4..]);
        List<BlockField> fields = [new("secrets.type", SecretsType(block.Order.U32(block.Body))), new("secrets.length", Number(length))];
        if (length > block.Body.Length - header)
            return Plain(block, name, fields) with { Error = Beyond(block, "the secret") };
        return WithOptions(block, name, fields, Math.Min(header + BlockOptions.Padded((int)length), block.Body.Length), null);
    }

    private static BlockValue SecretsType(uint type) => BlockValue.Of(type switch
    {
        0x544c534b => "TLS key log",
        0x5353484b => "SSH key log",
        0x57474b4c => "WireGuard key log",
        0x5a4e574b => "ZigBee NWK key",
        0x5a415053 => "ZigBee APS key",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{type:x8}"),
    });

    // 4.9: options may follow the data, but only its maker knows where.
    private static List<BlockField> Custom(Block block) =>
    [
        new("custom.pen", Number(block.Order.U32(block.Body))),
        new("custom.copyable", BlockValue.Of(block.Type == BlockType.Custom)),
        new("custom.data", BlockValue.Of(block.Body[4..])),
    ];

    private BlockField Time(string about, Block block, ReadOnlySpan<byte> halves, uint index)
    {
        ulong units = ((ulong)block.Order.U32(halves) << 32) | block.Order.U32(halves[4..]);
        return InterfaceAt(index)?.TimeOf(units) is { } time
            ? new BlockField($"{about}.time_ns", BlockValue.OfTime(time))
            : new BlockField($"{about}.time_units", BlockValue.Of(units));
    }

    private CaptureInterface? InterfaceAt(uint index) => index < _interfaces.Count ? _interfaces[(int)index] : null;

    private static BlockValue Number(uint value) => BlockValue.Of((ulong)value);

    internal static CaptureError Short(Block block, string name, int size) =>
        CaptureError.BadLength(block.Offset,
            $"a block {name} needs a body of {size} bytes and has {block.Body.Length}", size, block.Body.Length);

    internal static CaptureError Beyond(Block block, string part) =>
        CaptureError.BadLength(block.Offset, $"{part} of a block of {block.Bytes.Length} bytes reaches beyond it");
}
