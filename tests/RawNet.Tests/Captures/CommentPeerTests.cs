using RawNet.Captures;
using RawNet.Lab;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>Packets with none, one and several comments: tshark's <c>frame.comment</c> is what they are.</summary>
public class CommentPeerTests
{
    private static readonly byte[] _frame = Convert.FromHexString(Samples.Frame);

    public static TheoryData<string[]> Comments { get; } = new()
    {
        Array.Empty<string>(), new[] { "one" }, new[] { "one", "two" }, new[] { "one", "", "µ three" }, new[] { "", "" },
    };

    [Theory]
    [MemberData(nameof(Comments))]
    public void AllCommentsAreWrittenAndReadInTheirOrder(string[] comments)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = new();
        using (FileStream stream = File.Create(file.Path))
        {
            PcapngWriter writer = new(stream);
            writer.AddInterface(new CaptureInterface(LinkType.Ethernet));
            writer.Write(new CapturedPacket(LinkType.Ethernet, _frame, 1)
            {
                Comments = PacketComments.Of(comments),
                Direction = PacketDirection.Inbound
            });
        }
        string theirs = Peer.Run("tshark", ["-r", file.Path, "-T", "fields", "-E", "aggregator=|", "-e", "frame.comment"])
            .Succeeded().Text.TrimEnd('\n');
        Row row = Assert.Single(Reading.Of(File.ReadAllBytes(file.Path)).Packets);
        Assert.Equal(string.Join('|', comments), theirs);
        Assert.Equal(string.Concat(comments.Select(comment => $"{comment}\n")), row.Comments);
    }

    // draft-ietf-opsawg-pcapng, 3.5.1: between other options, in either order.
    [Theory]
    [InlineData(ByteOrder.Little, "0100 0100 61000000  0200 0400 01000000  0100 0200 62630000")]
    [InlineData(ByteOrder.Big, "0001 0001 61000000  0002 0004 00000001  0001 0002 62630000")]
    public void ACopyOfAPacketHasThemAll(ByteOrder order, string options)
    {
        byte[] bytes = Convert.FromHexString(options.Replace(" ", "", StringComparison.Ordinal));
        CapturedPacket packet = new(LinkType.Ethernet, _frame, 1) { Comments = new PacketComments(bytes, order) };
        OwnedPacket owned = OwnedPacket.Of(packet);
        bytes.AsSpan().Clear();
        Assert.Equal("a\nbc\n", Row.Of(owned.Captured).Comments);
    }
}
