using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>What an ICMP error says of an interface: index, address, name and MTU, each there when a bit of the type says so.</summary>
/// <remarks>A field that may be missing makes another layout, so there is one kind for each of the 24 combinations
/// (RFC 5837, section 4.1).</remarks>
public sealed class InterfaceInformationObject
{
    private InterfaceInformationObject(bool index, int family, bool name, bool mtu)
    {
        Table table = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(5837, "4.1"));
        table.LayerLength<ushort>("icmp.ext.length", 16, member: "Length");
        Field<byte> classNum = table.U8("icmp.ext.class", member: "ClassNum");
        Role = table.StartingByte(table.Bits<byte>("icmp.int_info.role", 2, member: nameof(Role)), "icmp.ext.ctype");
        table.Bits<byte>("icmp.int_info.reserved", 2, member: "Reserved");
        var conditions = new List<Condition>
        {
            classNum.Is(2),
            table.Flag("icmp.int_info.ifindex", member: "IfIndex").Is(index),
            table.Flag("icmp.int_info.ipaddr", member: "IPAddr").Is(family != 0),
            table.Flag("icmp.int_info.name_present", member: "Name").Is(name),
            table.Flag("icmp.int_info.mtu_present", member: "MTU").Is(mtu),
        };
        if (index) Index = table.U32("icmp.int_info.index", member: nameof(Index));
        if (family != 0)
        {
            conditions.Add(table.U16("icmp.int_info.afi", member: "Afi").Is((ushort)family));
            table.U16("icmp.int_info.afi_reserved", member: "AfiReserved");
        }
        if (family == 1) Ipv4 = table.One<Ipv4Address>("icmp.int_info.ipv4", nameof(Ipv4));
        if (family == 2) Ipv6 = table.One<Ipv6Address>("icmp.int_info.ipv6", nameof(Ipv6));
        if (name)
            Name = table.CountedText("icmp.int_info.name",
                table.Counting<byte>("icmp.int_info.name_length", 8, "NameLength"), nameof(Name));
        if (mtu) Mtu = table.U32("icmp.int_info.mtu", member: nameof(Mtu));
        Field?[] optional = [Index, Ipv4, Ipv6, Name, Mtu];
        Kind = table.Kind("ifinfo", [.. conditions]).ToldBy([.. optional.OfType<Field>()]);
    }

    /// <summary>All combinations.</summary>
    public static IReadOnlyList<InterfaceInformationObject> All { get; } = [.. Combinations()];

    /// <summary>0 incoming, 1 sub-IP component of it, 2 outgoing, 3 next hop.</summary>
    public Field<byte> Role { get; }

    /// <summary>The interface's number, where it is there.</summary>
    public Field<uint>? Index { get; }

    /// <summary>The interface's IPv4 address, where it is there.</summary>
    public ListField<Ipv4Address>? Ipv4 { get; }

    /// <summary>The interface's IPv6 address, where it is there.</summary>
    public ListField<Ipv6Address>? Ipv6 { get; }

    /// <summary>The interface's name, where it is there, with zeros up to a whole word.</summary>
    public BytesField? Name { get; }

    /// <summary>The interface's MTU in bytes, where it is there.</summary>
    public Field<uint>? Mtu { get; }

    /// <summary>The kind with just these fields.</summary>
    public Kind Kind { get; }

    internal static IEnumerable<Kind> Kinds => All.Select(o => o.Kind);

    private static IEnumerable<InterfaceInformationObject> Combinations()
    {
        for (int bits = 0; bits < 8; bits++)
            for (int family = 0; family < 3; family++)
                yield return new((bits & 1) != 0, family, (bits & 2) != 0, (bits & 4) != 0);
    }
}
