using System.Runtime.CompilerServices;
using System.Text;

namespace RawNet.Wire;

/// <summary>Declarations of fields of fixed width. The last parameter is filled in by the compiler: the RFC's words.</summary>
internal static class ScalarDeclarations
{
    extension(Table table)
    {
        public Field<byte> U8(string name, byte @default = 0, bool hex = false, [CallerMemberName] string member = "") =>
            table.Plain<byte>(name, 8, @default, hex, member);

        public Field<ushort> U16(string name, ushort @default = 0, bool hex = false,
            string? alias = null, [CallerMemberName] string member = "") =>
            table.Plain<ushort>(name, 16, @default, hex, member, alias);

        public Field<uint> U32(string name, uint @default = 0, bool hex = false,
            string? alias = null, [CallerMemberName] string member = "") =>
            table.Plain<uint>(name, 32, @default, hex, member, alias);

        /// <summary>A signed number of 32 bits, in two's complement.</summary>
        public Field<int> S32(string name, int @default = 0, [CallerMemberName] string member = "") =>
            table.Plain(name, 32, @default, hex: false, member);

        /// <summary>Some bits that need not fill bytes.</summary>
        public Field<T> Bits<T>(string name, int width, T @default = default, bool hex = false, [CallerMemberName] string member = "")
            where T : unmanaged => table.Plain(name, width, @default, hex, member);

        public Field<bool> Flag(string name, bool @default = false, [CallerMemberName] string member = "") =>
            table.Plain(name, 1, @default, hex: false, member);

        public Field<MacAddress> Mac(string name, [CallerMemberName] string member = "") =>
            table.Plain(name, 48, default(MacAddress), hex: false, member);

        public Field<Ipv4Address> Ipv4(string name, [CallerMemberName] string member = "") =>
            table.Plain(name, 32, default(Ipv4Address), hex: false, member);

        public Field<Ipv6Address> Ipv6(string name, [CallerMemberName] string member = "") =>
            table.Plain(name, 128, default(Ipv6Address), hex: false, member);

        /// <summary>A byte with IANA's names, which expressions write in kebab-case.</summary>
        public Field<T> Enum8<T>(string name, T @default = default, char between = '-', [CallerMemberName] string member = "")
            where T : unmanaged, Enum => table.Enumerated(name, 8, @default, between, member);

        /// <summary>Two bytes with IANA's names.</summary>
        public Field<T> Enum16<T>(string name, T @default = default, [CallerMemberName] string member = "")
            where T : unmanaged, Enum => table.Enumerated(name, 16, @default, '-', member);

        /// <summary>A time in <paramref name="ticksPerSecond"/>ths of a second; expressions accept 12.8s and 100ms.</summary>
        public Field<T> Time<T>(string name, int width, T @default, int ticksPerSecond,
            Codec? codec = null, [CallerMemberName] string member = "")
            where T : unmanaged => table.Keep(new Field<T>(table, name, member, width, new()
            {
                Default = Scalar.ToBits(@default),
                Codec = codec,
                TicksPerSecond = ticksPerSecond,
            }));

        /// <summary>Bits with names of their own, which expressions join by commas: syn,ack.</summary>
        public Field<T> Flags<T>(string name, int width, [CallerMemberName] string member = "")
            where T : unmanaged, Enum => table.Keep(new Field<T>(table, name, member, width, new()
            {
                Form = ScalarForm.Hex,
                Flags = FlagNames.Of(NamesOf<T>()),
            }));

        private Field<T> Plain<T>(string name, int width, T @default, bool hex, string member, string? alias = null)
            where T : unmanaged => table.Keep(new Field<T>(table, name, member, width, new()
            {
                Default = Scalar.ToBits(@default),
                Form = Scalar.FormOf<T>(hex),
                Alias = alias,
            }));

        private Field<T> Enumerated<T>(string name, int width, T @default, char between, string member)
            where T : unmanaged, Enum => table.Keep(new Field<T>(table, name, member, width, new()
            {
                Default = Scalar.ToBits(@default),
                Names = NamesOf<T>(between),
            }));
    }

    /// <summary>An enumeration's names in kebab-case, by value.</summary>
    public static Dictionary<ulong, string> NamesOf<T>(char between = '-')
        where T : unmanaged, Enum
    {
        var names = new Dictionary<ulong, string>();
        foreach (T value in Enum.GetValues<T>()) names.TryAdd((ulong)Scalar.ToBits(value), Separate(value.ToString(), between));
        return names;
    }

    private static string Separate(string name, char between)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append(between);
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
