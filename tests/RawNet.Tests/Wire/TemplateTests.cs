using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>A patched packet equals one that is built anew, checksums of every enclosing layer included, and patching allocates nothing.</summary>
public class TemplateTests
{
    public static TheoryData<string> Expressions =>
    [
        "eth / ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:0102030405",
        "ip src=198.18.0.1 dst=198.18.0.2 option=ra / udp srcport=1 dstport=2 / data zeros:64",
        "ipv6 src=2001:db8::1 dst=2001:db8::2 / udp srcport=1 dstport=2 / data hex:01020304050607",
        "ipv6 src=2001:db8::1 dst=2001:db8::2 / icmpv6.echo identifier=1 / data hex:010203",
        "ip src=198.18.0.1 dst=198.18.0.2 / icmp.echo ident=1 seq=2 / data text:hello",
        "ip src=198.18.0.1 dst=198.18.0.2 / icmp.time-exceeded / ip src=198.18.0.2 dst=198.18.0.3 / udp srcport=1 dstport=2 / data hex:0102030405",
        "ip src=198.18.0.1 dst=198.18.0.2 / ip src=198.18.0.5 dst=198.18.0.6 option=raw,070300 / tcp srcport=1 dstport=2 flags=0x2 / data hex:010203",
        "ip src=198.18.0.1 dst=224.0.0.22 option=ra / igmp.v3-report record=to_ex,239.1.1.1",
        "ip src=198.18.0.1 dst=198.18.0.2 option=lsrr,198.18.0.9 / udp srcport=1 dstport=2 / data hex:0102",
        "ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 checksum=0x1234 / data hex:0102",
        "eth / ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:010203 / trailer hex:aabbcc / trailer hex:dd",
    ];

    [Theory]
    [MemberData(nameof(Expressions))]
    public void TenThousandPatchesEqualFreshBuilds(string expression)
    {
        var random = new Random(7);
        Packet packet = Packet.Parse(expression);
        Template template = packet.Compile();
        (int Layer, ScalarField Field)[] settable = [.. packet.Layers.SelectMany((l, i) => l.Kind.Table.Fields.OfType<ScalarField>().Select(f => (i, f)))
            .Where(p => IsFree(p.f) && p.f.Index < p.f.Table.FirstBehind && packet.Layers.Take(p.i).All(l => l.Kind.Table != p.f.Table))];
        for (int n = 0; n < 10_000; n++)
        {
            if (n % 5 == 0 && packet.Layers.FirstOrDefault(l => l.Kind == Data.Kind) is { } data) packet = SetData(packet, template, data, random);
            (int layer, ScalarField field) = settable[random.Next(settable.Length)];
            UInt128 bits = RandomBits(random, field);
            Set(template, field, bits);
            packet = new([.. packet.Layers.Select((l, i) => i == layer ? l.With(new Assignment(field, bits)) : l)]);
            if (n % 20 != 0 && n > 200) continue;
            byte[] fresh = packet.ToBytes();
            Assert.True(fresh.AsSpan().SequenceEqual(template.Bytes), $"patch {n}, {field}: {packet} is {Convert.ToHexStringLower(fresh)}, not {Convert.ToHexStringLower(template.Bytes)}");
        }
    }

    [Fact]
    public void PatchingAllocatesNothing()
    {
        Template echo = Packet.Parse("ip src=198.18.0.1 dst=198.18.0.2 / icmp.time-exceeded / ip src=198.18.0.2 dst=198.18.0.3 / udp srcport=1 dstport=2 / data zeros:16").Compile();
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
            template.Set(Udp.SourcePort, n).Set(Data.Content, cookie, 3).Set(Ipv4.SourceAddress, Ipv4Address.FromUInt32(n)).Set(Ipv4.TimeToLive, (byte)n);
        }
    }

    // Lengths and protocol numbers steer what is covered; they are given when building, not patched.
    private static bool IsFree(ScalarField field) => field.Computed is Computed.Nothing or Computed.GroupMac && field.Table.Roles.Version != field;

    private static Packet SetData(Packet packet, Template template, Spec data, Random random)
    {
        byte[] bytes = [.. (byte[])data.PartsOf(Data.Content)];
        int at = random.Next(bytes.Length);
        Span<byte> some = bytes.AsSpan(at, random.Next(bytes.Length - at + 1));
        random.NextBytes(some);
        template.Set(Data.Content, some, at);
        return new([.. packet.Layers.Select(l => l == data ? Data.Of(bytes) : l)]);
    }

    private static UInt128 RandomBits(Random random, ScalarField field)
    {
        UInt128 bits = random.Next(4) switch { 0 => 0, 1 => UInt128.MaxValue, _ => new((ulong)random.NextInt64() << 1, (ulong)random.NextInt64() << 1 | 1) };
        return field.Width == 128 ? bits : bits & ((UInt128.One << field.Width) - 1);
    }

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
}
