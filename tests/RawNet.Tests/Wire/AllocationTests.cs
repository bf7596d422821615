using System.Buffers;
using System.Text.Json;
using RawNet.Protocols;
using RawNet.Tests.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Nothing is allocated for a packet that has no fault.</summary>
public class AllocationTests
{
    private const int Rounds = 200;
    private readonly ArrayBufferWriter<byte> _json = new(1 << 16);

    [Fact]
    public void WalkingReadingVerifyingAndWritingJsonAllocateNothing()
    {
        using Utf8JsonWriter writer = new(_json);
        foreach (WitnessPacket packet in WitnessPacket.All.Where(p => IsWithoutFault(p)))
        {
            long allocated = Settled(() => Use(packet, writer));
            Assert.True(allocated == 0, $"{allocated / Rounds} bytes a packet: {packet.Expression}");
        }
    }

    [Fact]
    public void GettingEveryTypeOfValueAllocatesNothing()
    {
        byte[] report = Convert.FromHexString("2200000000000001" + "05010002e80101020a0000010a000002aabbccdd");
        byte[] six = [0x60, .. new byte[47]];
        Assert.Equal(Get(report, six, 100), Get(report, six, 100));
        long before = GC.GetAllocatedBytesForCurrentThread();
        ulong all = Get(report, six, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0UL, all);
    }

    [Theory]
    [InlineData("udp dstport=9", false)]
    [InlineData("ip src=127.0.0.1", false)]
    [InlineData("ip src=198.18.0.1", true)]
    [InlineData("ip / udp", true)]
    [InlineData("ip src=198.18.0.1 / ... / udp srcport=1", true)]
    [InlineData("udp checksum=any length=any / data hex:010203", true)]
    [InlineData("ip option=ra / udp", true)]
    [InlineData("icmp", false)]
    public void MatchingAFilterAllocatesNothing(string filter, bool expected)
    {
        // RFC 2113's option, then a datagram whose checksum is right: words added up by hand.
        byte[] frame = Convert.FromHexString("46000023000000004011599ec6120001c612000294040000" + "00010002000b6fab010203");
        Expression expression = Expression.Parse(Registry.Kinds, filter, ExpressionContext.Closed);
        Assert.Equal(expected, expression.Matches(LinkType.Ipv4, frame));
        Assert.Equal(0, Settled(() => expression.Matches(LinkType.Ipv4, frame)));
    }

    // Code that is not optimised yet boxes what the finished code does not, and on a busy machine that takes its time.
    private static long Settled(Action use)
    {
        for (int attempt = 0; ; attempt++)
        {
            for (int n = 0; n < 20; n++) use();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int n = 0; n < Rounds; n++) use();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated == 0 || attempt == 40) return allocated;
            Thread.Sleep(25);
        }
    }

    private static bool IsWithoutFault(WitnessPacket packet)
    {
        foreach (View layer in PacketView.Layers(packet.Link, packet.Bytes))
            if (layer.Errors().Count > 0) return false;
        return true;
    }

    private void Use(WitnessPacket packet, Utf8JsonWriter writer)
    {
        foreach (View layer in PacketView.Layers(packet.Link, packet.Bytes))
        {
            foreach (Field field in layer.Kind.Table.InOrder)
                if (field is ScalarField scalar && layer.Has(scalar)) layer.GetRaw(scalar);
            if (layer.ChecksumStatus == ChecksumStatus.Partial || layer.Errors().Count > 0) return;
        }
        _json.ResetWrittenCount();
        writer.Reset(_json);
        writer.WriteStartObject();
        LayerJson.WritePacket(writer, PacketView.Layers(packet.Link, packet.Bytes));
        writer.WriteEndObject();
        writer.Flush();
    }

    private static ulong Get(byte[] report, byte[] six, int times)
    {
        ulong all = 0;
        for (int n = 0; n < times; n++)
        {
            if (!IgmpV3Report.Kind.TryView(report, out View view) || !Ipv6.Kind.TryView(six, out View header)) return 0;
            foreach (View record in view.Records(IgmpV3Report.GroupRecords))
            {
                all += (ulong)record.Get(GroupRecord.RecordType) + record.Get(GroupRecord.MulticastAddress).ToUInt32()
                    + record.Get(GroupRecord.AuxiliaryData)[0];
                ListView<Ipv4Address> sources = record.Get(GroupRecord.SourceAddress);
                for (int i = 0; i < sources.Count; i++) all += sources[i].ToUInt32();
            }
            all += (ulong)header.Get(Ipv6.SourceAddress).ToUInt128() + header.Get(Ipv6.FlowLabel) + header.Get(Ipv6.Version);
        }
        return all;
    }
}
