using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Type, code and checksum stand in the first four bytes of every message of ICMP (RFC 792), ICMPv6 (RFC 4443,
/// 2.1) and IGMP (RFC 2236, RFC 9776), whatever its kind.</summary>
public class SharedFieldTests
{
    [Fact]
    public void AProtocolsCommonFieldsCanBeAskedOfAllItsKinds()
    {
        Assert.True(Every(Icmp.Kind.Protocol, (view, bytes) => view.Has(Icmp.Type) && (byte)view.Get(Icmp.Type) == bytes[0]
            && view.Get(Icmp.Code) == bytes[1] && view.GetRaw(Icmp.Checksum) == Sum(bytes)) > 10);
        Assert.True(Every(Icmpv6.Kind.Protocol, (view, bytes) => view.Has(Icmpv6.Type) && (byte)view.Get(Icmpv6.Type) == bytes[0]
            && view.Get(Icmpv6.Code) == bytes[1] && view.GetRaw(Icmpv6.Checksum) == Sum(bytes)) > 10);
        Assert.True(Every(Igmp.Kind.Protocol, (view, bytes) => view.Has(Igmp.Type) && (byte)view.Get(Igmp.Type) == bytes[0]) > 5);
    }

    [Fact]
    public void AFieldOfOneKindIsReadInAnotherThatHasItInTheSamePlace()
    {
        byte[] message = new Packet(IcmpTimestamp.Request.With(IcmpTimestamp.Identifier.Is(0x1234))).ToBytes();
        View view = PacketOf(IcmpTimestamp.Request, message);
        Assert.True(view.Has(IcmpEcho.Identifier));
        Assert.Equal(0x1234, view.Get(IcmpEcho.Identifier));
    }

    [Fact]
    public void WhatIsCutAwayIsNotThere()
    {
        View view = PacketOf(IcmpEcho.Request, [8]);
        Assert.True(view.Has(Icmp.Type));
        Assert.False(view.Has(Icmp.Code));
    }

    [Fact]
    public void WhatAMessageDoesNotHaveIsRefusedWithWhatItHas()
    {
        byte[] bytes = new Packet(IcmpUnreachable.Kind.With()).ToBytes();
        Assert.False(PacketOf(IcmpUnreachable.Kind, bytes).Has(IcmpEcho.Identifier));
        Assert.False(PacketOf(IcmpUnreachable.Kind, bytes).Has(Icmpv6.Type));
        string sentence = Assert.Throws<ArgumentException>(() => PacketOf(IcmpUnreachable.Kind, bytes).Get(IcmpEcho.Identifier)).Message;
        Assert.Contains("icmp.ident is no field of icmp.unreachable, which has icmp.type, icmp.code, icmp.checksum",
            sentence, StringComparison.Ordinal);
        Assert.Contains("icmp.ident is no field of icmp.unreachable, which has icmp.type",
            Assert.Throws<ArgumentException>(() => IcmpUnreachable.Kind.With(IcmpEcho.Identifier.Is(1))).Message, StringComparison.Ordinal);
    }

    private static int Every(Protocol protocol, Func<View, byte[], bool> isRight)
    {
        int asked = 0;
        foreach (Kind kind in Registry.Kinds.Kinds.Where(kind => kind.Protocol == protocol))
        {
            byte[] bytes = new Packet(kind.With()).ToBytes();
            Assert.True(isRight(PacketOf(kind, bytes), bytes), kind.Name);
            asked++;
        }
        return asked;
    }

    private static UInt128 Sum(byte[] bytes) => (UInt128)(bytes[2] << 8 | bytes[3]);

    private static View PacketOf(Kind kind, byte[] bytes)
    {
        kind.TryView(bytes, out View view);
        return view;
    }
}
