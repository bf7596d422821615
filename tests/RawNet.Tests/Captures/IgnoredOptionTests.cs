using System.Buffers.Binary;
using RawNet.Captures;
using RawNet.Lab;

namespace RawNet.Tests.Captures;

/// <summary>Options of a length that they cannot have, and those that stand there twice: tshark, run on the same
/// file, says which one counts.</summary>
public class IgnoredOptionTests
{
    private const string Interface = "0100 0000 00000400";
    private const string Packet = "00000000 240a0600 40222018 00000000 00000000";
    private const string Statistics = "00000000 240a0600 40222018";
    private const string Names = "00000000";
    private const string Twice = "ignored: it stands there a second time";

    [Theory]
    [InlineData("0900 0200 09090000")]
    [InlineData("0900 0000")]
    [InlineData("0900 0400 09000000")]
    [InlineData("0900 0100 09000000  0900 0100 03000000")]
    [InlineData("0900 0200 03030000  0900 0100 09000000")]
    [InlineData("0900 0100 09000000  0900 0200 03030000")]
    [InlineData("0e00 0400 01000000")]
    [InlineData("0e00 0800 6400000000000000  0e00 0800 0a00000000000000")]
    [InlineData("0e00 0400 01000000  0e00 0800 6400000000000000")]
    [InlineData("0200 0300 6f6e6500  0200 0300 74776f00")]
    [InlineData("0200 0100 6e000000  0300 0300 6f6e6500  0300 0300 74776f00")]
    public void OfAnInterfaceThoseCountThatTsharkTakes(string options)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        byte[] file = [.. Convert.FromHexString(Blocks.Head[..56]), .. Blocks.Bytes(1, Interface + options), .. Blocks.Bytes(6, Packet)];
        using TemporaryFile onDisk = new(file);
        string[] theirs = Peer.Run("tshark", ["-r", onDisk.Path, "-T", "fields",
            "-e", "frame.time_epoch", "-e", "frame.interface_name", "-e", "frame.interface_description"])
            .Succeeded().Text.TrimEnd('\n').Split('\t');
        Reading reading = Reading.Of(file);
        CaptureInterface ours = Assert.Single(reading.Interfaces);
        Assert.Equal(string.Join('|', theirs),
            $"{Seen.Of(Assert.Single(reading.Packets)).Time}|{ours.Name ?? "unknown"}|{ours.Description}");
        BlockDescription block = Blocks.Of(file).Descriptions[2];
        Assert.Equal($"{reading.Packets[0].Time}", block.Fields.Single(field => field.Name == "frame.time_ns").Value.Text);
        Assert.Single(ours.Ignored);
        Assert.Single(Blocks.Of(file).Descriptions[1].Options, option => option.Ignored is not null);
    }

    [Theory]
    [InlineData("0200 0400 01000000  0200 0400 02000000", "frame.packet_flags_direction", "0x00000001")]
    [InlineData("0400 0800 0500000000000000  0400 0800 0900000000000000", "frame.drop_count", "5")]
    [InlineData("0500 0800 0500000000000000  0500 0800 0900000000000000", "frame.packet_id", "5")]
    [InlineData("0600 0400 05000000  0600 0400 09000000", "frame.interface_queue", "5")]
    public void OfAPacketTheFirstCounts(string options, string field, string value)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        byte[] file = [.. Convert.FromHexString(Blocks.Head), .. Blocks.Bytes(6, Packet + options)];
        using TemporaryFile onDisk = new(file);
        Assert.Equal(value, Peer.Run("tshark", ["-r", onDisk.Path, "-T", "fields", "-e", field]).Succeeded().Text.Trim());
        Assert.Equal([null, Twice], Blocks.Of(file).Descriptions[2].Options.Select(option => option.Ignored));
        Assert.Equal(field.Contains("direction", StringComparison.Ordinal) ? PacketDirection.Inbound : PacketDirection.Unknown,
            Assert.Single(Reading.Of(file).Packets).Direction);
    }

    // Each option that has one length only (draft-ietf-opsawg-pcapng, 4): code, that length, and the head of its block.
    [Theory]
    [InlineData(1u, Interface, 4, 8)]
    [InlineData(1u, Interface, 5, 17)]
    [InlineData(1u, Interface, 6, 6)]
    [InlineData(1u, Interface, 7, 8)]
    [InlineData(1u, Interface, 8, 8)]
    [InlineData(1u, Interface, 9, 1)]
    [InlineData(1u, Interface, 10, 4)]
    [InlineData(1u, Interface, 13, 1)]
    [InlineData(1u, Interface, 14, 8)]
    [InlineData(1u, Interface, 16, 8)]
    [InlineData(1u, Interface, 17, 8)]
    [InlineData(6u, Packet, 2, 4)]
    [InlineData(6u, Packet, 4, 8)]
    [InlineData(6u, Packet, 5, 8)]
    [InlineData(6u, Packet, 6, 4)]
    [InlineData(6u, Packet, 8, 8)]
    [InlineData(2u, Packet, 2, 4)]
    [InlineData(4u, Names, 3, 4)]
    [InlineData(4u, Names, 4, 16)]
    [InlineData(5u, Statistics, 2, 8)]
    [InlineData(5u, Statistics, 3, 8)]
    [InlineData(5u, Statistics, 4, 8)]
    [InlineData(5u, Statistics, 5, 8)]
    [InlineData(5u, Statistics, 6, 8)]
    [InlineData(5u, Statistics, 7, 8)]
    [InlineData(5u, Statistics, 8, 8)]
    public void AWrongLengthIsTold(uint type, string head, int code, int length)
    {
        Assert.Null(Ignored(type, head, code, length));
        Assert.Equal($"ignored: its length is {length + 1}, not {length}", Ignored(type, head, code, length + 1));
        Assert.Equal($"ignored: its length is 0, not {length}", Ignored(type, head, code, 0));
    }

    [Theory]
    [InlineData(1u, Interface, "0100 0100 61000000  0100 0100 62000000")]
    [InlineData(1u, Interface, "0400 0800 c0a80101ffffff00  0400 0800 c0a80102ffffff00")]
    [InlineData(6u, Packet, "0300 0200 01150000  0300 0200 01160000")]
    [InlineData(6u, Packet, "ac0b 0600 d97e0000 68690000  ac0b 0600 d97e0000 686a0000")]
    [InlineData(1u, Interface, "2800 0100 61000000  2800 0100 62000000")] // a code that nobody has defined
    public void WhatMayStandThereAgainCountsAgain(uint type, string head, string options) =>
        Assert.Equal([null, null], Blocks.OneOf(type, head + options).Options.Select(option => option.Ignored));

    private static string? Ignored(uint type, string head, int code, int length)
    {
        Span<byte> numbers = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(numbers, (ushort)code);
        BinaryPrimitives.WriteUInt16LittleEndian(numbers[2..], (ushort)length);
        return Assert.Single(
            Blocks.OneOf(type, head + Convert.ToHexString(numbers) + new string('0', (length + 3) / 4 * 8)).Options).Ignored;
    }
}
