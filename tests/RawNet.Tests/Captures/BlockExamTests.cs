using System.Globalization;
using RawNet.Captures;
using RawNet.Lab;

namespace RawNet.Tests.Captures;

/// <summary>The files of pcapng-test-generator: each comes with a text that names its blocks, and with another reader, tshark.</summary>
public class BlockExamTests
{
    private static readonly Dictionary<string, BlockType> _abbreviations = new()
    {
        ["SHB"] = BlockType.SectionHeader,
        ["IDB"] = BlockType.InterfaceDescription,
        ["EPB"] = BlockType.EnhancedPacket,
        ["SPB"] = BlockType.SimplePacket,
        ["NRB"] = BlockType.NameResolution,
        ["ISB"] = BlockType.InterfaceStatistics,
        ["CB"] = BlockType.Custom,
        ["DCB"] = BlockType.CustomNotCopyable,
    };

    [Fact]
    public void EveryGeneratedFileHasTheBlocksThatItsTextNames()
    {
        string[] texts = Texts();
        Assert.Equal(48, texts.Length);
        Assert.All(texts, text =>
        {
            Blocks blocks = Blocks.Of(File.ReadAllBytes(Path.ChangeExtension(text, "pcapng")));
            Assert.Null(blocks.Error);
            Assert.Equal(Sequence(text), blocks.Descriptions.Select(block => block.Type));
            Assert.Equal(Counts(text), blocks.Descriptions.CountBy(block => block.Type).ToDictionary());
            Assert.All(blocks.Descriptions, block => Assert.Null(block.Error));
        });
    }

    [Fact]
    public void EveryGeneratedFileIsWrittenAgainByteForByte()
    {
        Assert.All(Texts(), text =>
        {
            byte[] file = File.ReadAllBytes(Path.ChangeExtension(text, "pcapng"));
            Assert.Equal(file, Blocks.Of(file).Copy);
        });
    }

    [Theory]
    [InlineData("basic/test007")]
    [InlineData("basic/test008")]
    [InlineData("basic/test009")]
    [InlineData("advanced/test100")]
    [InlineData("advanced/test101")]
    [InlineData("difficult/test201")]
    public void TsharkSeesTheSameBlocksOptionsAndRecords(string name)
    {
        _ = Texts();
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        foreach (string order in (string[])["output_le", "output_be"])
        {
            string file = Path.Combine(Generated!, order, $"{name}.pcapng");
            IReadOnlyList<BlockDescription> blocks = Blocks.Of(File.ReadAllBytes(file)).Descriptions;
            string[] seen = Peer.Run("tshark", ["-n", "-X", "read_format:MIME Files Format", "-r", file, "-T", "fields",
                "-E", "separator=;", "-e", "pcapng.block.type", "-e", "pcapng.options.option.code", "-e", "pcapng.records.record.code",
                "-e", "pcapng.options.option.data.ipv4", "-e", "pcapng.options.option.data.interface.received"])
                .Succeeded().Lines[0].Split(';');
            Assert.Equal(seen[0],
                string.Join(',', blocks.Select(block => string.Create(CultureInfo.InvariantCulture, $"0x{(uint)block.Type:x8}"))));
            Assert.Equal(WithoutEnds(seen[1]), blocks.SelectMany(block => block.Options).Select(option => (int)option.Code));
            Assert.Equal(WithoutEnds(seen[2]), blocks.SelectMany(block => block.Records).Select(record => (int)record.Code));
            Assert.Equal(seen[3], string.Join(',', Values(blocks, "if_IPv4addr").Select(value => value.Split('/')[0])));
            Assert.Equal(seen[4], string.Join(',', Values(blocks, "isb_ifrecv")));
        }
    }

    private static string? Generated => ExamTests.Folder is { } folder ? Path.Combine(folder, "captures", "pcapng-test-generator") : null;

    private static string[] Texts()
    {
        Assert.SkipWhen(Generated is null, "no folder shared/exam beside this repository");
        return Directory.GetFiles(Generated, "*.txt", SearchOption.AllDirectories);
    }

    private static IEnumerable<BlockType> Sequence(string text) =>
        File.ReadLines(text).Single(line => line.StartsWith("Block sequence: ", StringComparison.Ordinal))["Block sequence: ".Length..]
            .Split(", ").Select(name => _abbreviations[name.Trim()]);

    // Lines like "\tEPB: 4".
    private static Dictionary<BlockType, int> Counts(string text) =>
        File.ReadLines(text).Where(line => line.StartsWith('\t')).Select(line => line.Trim().Split(": "))
            .ToDictionary(pair => _abbreviations[pair[0]], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));

    // opt_endofopt and nrb_record_end are no options to list.
    private static IEnumerable<int> WithoutEnds(string codes) =>
        codes.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(code => int.Parse(code, CultureInfo.InvariantCulture)).Where(code => code != 0);

    private static IEnumerable<string> Values(IReadOnlyList<BlockDescription> blocks, string name) =>
        blocks.SelectMany(block => block.Options).Where(option => option.Name == name).Select(option => option.Value.Text);
}
