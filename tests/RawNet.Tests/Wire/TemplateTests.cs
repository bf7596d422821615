using CsCheck;
using RawNet.Protocols;
using RawNet.Wire;
using Spec = RawNet.Wire.Spec;

namespace RawNet.Tests.Wire;

/// <summary>A patched packet equals one that is built anew, checksums of every enclosing layer included,
/// and patching allocates nothing.</summary>
public class TemplateTests
{
    public static TheoryData<string> Expressions =>
    [
        "eth / ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:0102030405",
        "eth / ipv6 src=2001:db8::1 dst=2001:db8::2 / udp srcport=1 dstport=2 / data hex:0102",
        "eth dst=02:00:00:00:00:01 / ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:0102",
        "ip src=198.18.0.1 dst=198.18.0.2 option=ra / udp srcport=1 dstport=2 / data zeros:64",
        "ipv6 src=2001:db8::1 dst=2001:db8::2 / udp srcport=1 dstport=2 / data hex:01020304050607",
        "ipv6 src=2001:db8::1 dst=2001:db8::2 / ipv6.dstopts option=home,2001:db8:1::9 / udp srcport=1 dstport=2 / data hex:0102",
        "ipv6 src=2001:db8::1 dst=2001:db8::2 / icmpv6.echo identifier=1 / data hex:010203",
        "ip src=198.18.0.1 dst=198.18.0.2 / icmp.echo ident=1 seq=2 / data text:hello",
        "ip src=198.18.0.1 dst=198.18.0.2 / icmp.time-exceeded / ip src=198.18.0.2 dst=198.18.0.3 / udp srcport=1 "
        + "dstport=2 / data hex:0102030405",
        "ip src=198.18.0.1 dst=198.18.0.2 / ip src=198.18.0.5 dst=198.18.0.6 option=raw,070300 / tcp srcport=1 dstport=2 "
        + "flags=0x2 / data hex:010203",
        "ip src=198.18.0.1 dst=224.0.0.22 option=ra / igmp.v3-report record=to_ex,239.1.1.1",
        "ip src=198.18.0.1 dst=198.18.0.2 option=lsrr,198.18.0.9 / udp srcport=1 dstport=2 / data hex:0102",
        "ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 checksum=0x1234 / data hex:0102",
        "eth / ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:010203 / trailer hex:aabbcc / trailer hex:dd",
        "eth / ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:010203 / trailer hex:aabbcc / fcs",
        "eth / ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:010203 / fcs fcs=0x01020304",
        "eth.802.3 / llc / data hex:010203 / fcs cut=3",
    ];

    private static readonly Gen<UInt128> _bits = Gen.Frequency(
        (1, Gen.Const(UInt128.MinValue)),
        (1, Gen.Const(UInt128.MaxValue)),
        (2, Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low))));

    [Theory]
    [MemberData(nameof(Expressions))]
    public void AnyPatchesEqualAFreshBuild(string expression) =>
        ChangesOf(Packet.Parse(expression)).Array[1, 30].Sample(
            changes =>
            {
                Packet packet = Packet.Parse(expression);
                Template template = packet.Compile();
                foreach (Change change in changes)
                    packet = change.Made(packet, template);
                Assert.Equal(Convert.ToHexStringLower(packet.ToBytes()), Convert.ToHexStringLower(template.Bytes));
            },
            iter: 1000);

    [Fact]
    public void PatchingAllocatesNothing()
    {
        Template echo = Packet.Parse("ip src=198.18.0.1 dst=198.18.0.2 / icmp.time-exceeded / ip src=198.18.0.2 dst=198.18.0.3 / udp "
            + "srcport=1 dstport=2 / data zeros:16").Compile();
        byte[] cookie = new byte[8];
        Patch(echo, cookie, 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Patch(echo, cookie, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AFieldOfNoLayerIsRefusedAndSoIsDataThatDoesNotFit()
    {
        Template template = Packet.Parse("ip / icmp.echo / data zeros:4").Compile();
        Assert.Throws<ArgumentException>(() => template.Set(Udp.SourcePort, (ushort)1));
        Assert.Throws<ArgumentException>(() => template.Set(Data.Content, [1, 2], 3));
        Assert.Throws<ArgumentException>(() => template.Set(Data.Content, [1], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => template.Set(Ipv4.FragmentOffset, (ushort)0x2000));
    }

    [Fact]
    public void AComputedZeroOfUdpStaysOnesAfterPatching()
    {
        Template template = Packet.Parse("ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:0000").Compile();
        bool met = false;
        for (int value = 0; value < 65_536; value++)
        {
            template.Set(Data.Content, [(byte)(value >> 8), (byte)value]);
            Assert.False(template.Bytes[26] == 0 && template.Bytes[27] == 0);
            met |= template.Bytes[26] == 0xff && template.Bytes[27] == 0xff;
        }
        Assert.True(met);
    }

    private static void Patch(Template template, byte[] cookie, int times)
    {
        for (ushort n = 0; n < times; n++)
        {
            cookie[n % 8]++;
            template.Set(Udp.SourcePort, n).Set(Data.Content, cookie, 3)
                .Set(Ipv4.SourceAddress, Ipv4Address.FromUInt32(n)).Set(Ipv4.TimeToLive, (byte)n);
        }
    }

    // Lengths and protocol numbers steer what is covered; they are given when building, not patched.
    private static bool IsFree(ScalarField field) =>
        field.Computed is Computed.Nothing or Computed.GroupMac && field.Table.Roles.Version != field;

    private static Gen<Change> ChangesOf(Packet packet)
    {
        Gen<Change>[] fields = [.. packet.Layers.SelectMany(
            (layer, i) => SettableOf(packet, i).Select(f => _bits.Select(bits => (Change)new FieldChange(i, f, Masked(bits, f)))))];
        Gen<Change> field = Gen.OneOf(fields);
        int length = packet.Layers.FirstOrDefault(l => l.Kind == Data.Kind) is { } data ? ((byte[])data.PartsOf(Data.Content)).Length : 0;
        return length == 0 ? field : Gen.Frequency((4, field), (1, DataChanges(length)));
    }

    private static Gen<Change> DataChanges(int length) =>
        Gen.Int[0, length - 1].SelectMany(at => Gen.Byte.Array[0, length - at].Select(bytes => (Change)new DataChange(at, bytes)));

    // A table that stands twice is patched in its first layer.
    private static IEnumerable<ScalarField> SettableOf(Packet packet, int layer)
    {
        Table table = packet.Layers[layer].Kind.Table;
        return packet.Layers.Take(layer).Any(l => l.Kind.Table == table)
            ? []
            : table.Fields.OfType<ScalarField>().Where(f => IsFree(f) && f.Index < table.FirstBehind);
    }

    private static UInt128 Masked(UInt128 bits, ScalarField field) => field.Width == 128 ? bits : bits & ((UInt128.One << field.Width) - 1);

    private static void Set(Template template, ScalarField field, UInt128 bits)
    {
        switch (field)
        {
            case Field<byte> f: template.Set(f, (byte)bits); break;
            case Field<ushort> f: template.Set(f, (ushort)bits); break;
            case Field<uint> f: template.Set(f, (uint)bits); break;
            case Field<bool> f: template.Set(f, bits != 0); break;
            case Field<MacAddress> f: template.Set(f, MacAddress.FromUInt64((ulong)bits)); break;
            case Field<Ipv4Address> f: template.Set(f, Ipv4Address.FromUInt32((uint)bits)); break;
            case Field<Ipv6Address> f: template.Set(f, Ipv6Address.FromUInt128(bits)); break;
            case Field<IcmpType> f: template.Set(f, (IcmpType)(byte)bits); break;
            case Field<Icmpv6Type> f: template.Set(f, (Icmpv6Type)(byte)bits); break;
            case Field<IgmpType> f: template.Set(f, (IgmpType)(byte)bits); break;
            case Field<TcpFlags> f: template.Set(f, (TcpFlags)(ushort)bits); break;
            case Field<TimeExceededCode> f: template.Set(f, (TimeExceededCode)(byte)bits); break;
            default: throw new NotSupportedException(field.Name);
        }
    }

    private abstract record Change
    {
        /// <summary>Patches the template and gives the packet that it has become.</summary>
        internal abstract Packet Made(Packet packet, Template template);
    }

    private sealed record FieldChange(int Layer, ScalarField Field, UInt128 Bits) : Change
    {
        internal override Packet Made(Packet packet, Template template)
        {
            Set(template, Field, Bits);
            return new([.. packet.Layers.Select((l, i) => i == Layer ? l.With(new Assignment(Field, Bits)) : l)]);
        }
    }

    private sealed record DataChange(int At, byte[] Bytes) : Change
    {
        internal override Packet Made(Packet packet, Template template)
        {
            Spec data = packet.Layers.First(l => l.Kind == Data.Kind);
            byte[] bytes = [.. (byte[])data.PartsOf(Data.Content)];
            Bytes.CopyTo(bytes, At);
            template.Set(Data.Content, Bytes, At);
            return new([.. packet.Layers.Select(l => l == data ? Data.Of(bytes) : l)]);
        }
    }
}
