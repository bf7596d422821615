using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>Declarations of fields whose length depends on values.</summary>
internal static class VariableDeclarations
{
    extension(Table table)
    {
        /// <summary>All bytes that are left.</summary>
        public BytesField Rest(string name, string? alias = null, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, alias, Bound.Rest));

        /// <summary>As many words of <paramref name="unit"/> bytes as a field counts.</summary>
        public BytesField Bytes(string name, ScalarField words, int unit, string? alias = null, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, alias, Bound.Count(words, unit)));

        /// <summary>Bytes up to where the header's own length ends, padded with zeros to whole words.</summary>
        public BytesField HeaderBytes(string name, int padTo, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, null, Bound.Header, padTo));

        /// <summary>IPv4 addresses: as many as a field counts, or all that is left.</summary>
        public ListField<Ipv4Address> Ipv4List(string name, ScalarField? counted = null, [CallerMemberName] string member = "") =>
            table.List<Ipv4Address>(name, counted, member);

        /// <summary>32-bit numbers to the end of the region.</summary>
        public ListField<uint> U32List(string name, [CallerMemberName] string member = "") => table.List<uint>(name, null, member);

        /// <summary>Records of one kind, as many as a field counts.</summary>
        public RecordsField Records(string name, string word, Kind of, ScalarField counted, [CallerMemberName] string member = "") =>
            table.Keep(new RecordsField(table, name, member, word, Bound.Count(counted, 0), new(of), padTo: 1));

        /// <summary>Records of one kind to the end of the region.</summary>
        public RecordsField Records(string name, string word, Kind of, [CallerMemberName] string member = "") =>
            table.Keep(new RecordsField(table, name, member, word, Bound.Rest, new(of), padTo: 1));

        /// <summary>Options up to where the header's own length ends, padded with zeros to whole words.</summary>
        public RecordsField Options(string name, ItemSet items, int padTo, [CallerMemberName] string member = "") =>
            table.Keep(new RecordsField(table, name, member, "option", Bound.Header, items, padTo));

        private ListField<T> List<T>(string name, ScalarField? counted, string member)
            where T : unmanaged
        {
            int size = Unsafe.SizeOf<T>();
            Bound bound = counted is null ? Bound.Rest : Bound.Count(counted, size);
            return table.Keep(new ListField<T>(table, name, member, bound, owner => new Field<T>(owner, name, member, 8 * size, new() { Form = Scalar.FormOf<T>(hex: false) })));
        }
    }
}
