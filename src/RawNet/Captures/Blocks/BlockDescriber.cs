using System.Globalization;
using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>Says what each block of a file means. It sees them in the file's order, because times need
/// the interfaces described before.</summary>
public sealed class BlockDescriber
{
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
        BlockType.SectionHeader => ("Section Header", SectionHeader.Size),
        BlockType.InterfaceDescription => ("Interface Description", InterfaceHeader.Size),
        BlockType.Packet => ("Packet", PacketHeader.Size),
        BlockType.SimplePacket => ("Simple Packet", SimplePacketHeader.Size),
        BlockType.NameResolution => ("Name Resolution", 0),
        BlockType.InterfaceStatistics => ("Interface Statistics", StatisticsHeader.Size),
        BlockType.EnhancedPacket => ("Enhanced Packet", PacketHeader.Size),
        BlockType.JournalExport => ("systemd Journal Export", 0),
        BlockType.DecryptionSecrets => ("Decryption Secrets", SecretsHeader.Size),
        BlockType.Custom or BlockType.CustomNotCopyable => ("Custom", CustomHeader.Size),
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
            BlockType.InterfaceStatistics =>
                WithOptions(block, name, Statistics(block), size, InterfaceAt(StatisticsHeader.Of(block).Interface)),
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
        var header = SectionHeader.Of(block);
        string version = string.Create(CultureInfo.InvariantCulture, $"{header.Major}.{header.Minor}");
        return
        [
            new("section.order", BlockValue.Of(block.Order == ByteOrder.Big ? "big" : "little")),
            new("section.version", BlockValue.Of(version)),
            new("section.length", BlockValue.Of((long)header.Length)), // -1: not told
        ];
    }

    private List<BlockField> Interface(Block block)
    {
        var header = InterfaceHeader.Of(block);
        return
        [
            new("interface.number", BlockValue.Of((long)_interfaces.Count - 1)),
            new("interface.linktype", Number(header.LinkType)),
            new("interface.snaplen", Number(header.SnapLength)),
        ];
    }

    private BlockDescription Packet(Block block, string name)
    {
        var header = PacketHeader.Of(block);
        List<BlockField> fields =
            [new("frame.interface_id", Number(header.Interface)), Time("frame", header.Time, header.Interface)];
        if (header.Drops is { } drops)
            fields.Add(new("frame.drops", Number(drops)));
        fields.Add(new("frame.cap_len", Number(header.Captured)));
        fields.Add(new("frame.len", Number(header.Length)));
        return header.Fits(block)
            ? WithOptions(block, name, fields, header.OptionsAt(block), InterfaceAt(header.Interface))
            : Plain(block, name, fields) with { Error = Beyond(block, "the packet") };
    }

    // 4.4: the least of three lengths is the captured one.
    private List<BlockField> Simple(Block block)
    {
        var header = SimplePacketHeader.Of(block);
        uint limit = InterfaceAt(0) is { } description ? header.Captured(description) : header.Length;
        return
        [
            new("frame.interface_id", Number(0)),
            new("frame.cap_len", Number(Math.Min(limit, (uint)block.Body.Length - SimplePacketHeader.Size))),
            new("frame.len", Number(header.Length)),
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
        var header = StatisticsHeader.Of(block);
        return [new("interface.number", Number(header.Interface)), Time("interface", header.Time, header.Interface)];
    }

    private static BlockDescription Secrets(Block block, string name)
    {
        var header = SecretsHeader.Of(block);
        List<BlockField> fields = [new("secrets.type", SecretsType(header.Type)), new("secrets.length", Number(header.Length))];
        return header.Fits(block)
            ? WithOptions(block, name, fields, header.OptionsAt(block), null)
            : Plain(block, name, fields) with { Error = Beyond(block, "the secret") };
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

    private static List<BlockField> Custom(Block block) =>
    [
        new("custom.pen", Number(CustomHeader.Of(block).Enterprise)),
        new("custom.copyable", BlockValue.Of(block.Type == BlockType.Custom)),
        new("custom.data", BlockValue.Of(block.Body[CustomHeader.Size..])),
    ];

    private BlockField Time(string about, ulong units, uint index) => InterfaceAt(index)?.TimeOf(units) is { } time
        ? new BlockField($"{about}.time_ns", BlockValue.OfTime(time))
        : new BlockField($"{about}.time_units", BlockValue.Of(units));

    private CaptureInterface? InterfaceAt(uint index) => index < _interfaces.Count ? _interfaces[(int)index] : null;

    private static BlockValue Number(uint value) => BlockValue.Of((ulong)value);

    internal static CaptureError Short(Block block, string name, int size) =>
        CaptureError.BadLength(block.Offset,
            $"a block {name} needs a body of {size} bytes and has {block.Body.Length}", size, block.Body.Length);

    internal static CaptureError Beyond(Block block, string part) =>
        CaptureError.BadLength(block.Offset, $"{part} of a block of {block.Bytes.Length} bytes reaches beyond it");
}
