using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>Declarations of fields whose length depends on values.</summary>
internal static class VariableDeclarations
{
    extension(Table table)
    {
        /// <summary>All bytes that are left.</summary>
        public BytesField Rest(string name, string? alias = null, int padTo = 1, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, alias, Bound.Rest, padTo));

        /// <summary>Bytes that fill no item of the list before them: a wrong length left them. Shown only when there are some.</summary>
        public BytesField Remainder(string name, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, null, Bound.Rest) { IsRemainder = true });

        /// <summary>As many words of <paramref name="unit"/> bytes as a field counts.</summary>
        public BytesField Bytes(string name, ScalarField words, int unit, string? alias = null, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, alias, Bound.Count(words, unit)));

        /// <summary>Bytes up to where the header's own length ends, padded with zeros to whole words.</summary>
        public BytesField HeaderBytes(string name, int padTo, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, null, Bound.Header, padTo));

        /// <summary>IPv4 addresses: as many as a field counts, or all that is left.</summary>
        public ListField<Ipv4Address> Ipv4List(string name, ScalarField? counted = null, [CallerMemberName] string member = "") =>
            table.List<Ipv4Address>(name, CountOrRest(counted, 4, 0), null, member);

        /// <summary>IPv4 addresses to the end of the region, which JSON shows under several names.</summary>
        public ListField<Ipv4Address> Ipv4List(string name, ItemName shownAs, [CallerMemberName] string member = "") =>
            table.List<Ipv4Address>(name, Bound.Rest, null, member, shownAs);

        /// <summary>IPv6 addresses: as many as a field counts, but for <paramref name="uncounted"/>, or all that is left.</summary>
        public ListField<Ipv6Address> Ipv6List(string name, ScalarField? counted = null,
            int uncounted = 0, string? alias = null, [CallerMemberName] string member = "") =>
            table.List<Ipv6Address>(name, CountOrRest(counted, 16, uncounted), alias, member);

        /// <summary>IPv6 addresses up to where the header's own length ends.</summary>
        public ListField<Ipv6Address> Ipv6ListInHeader(string name, [CallerMemberName] string member = "") =>
            table.List<Ipv6Address>(name, Bound.Header, null, member);

        /// <summary>32-bit numbers to the end of the region.</summary>
        public ListField<uint> U32List(string name, [CallerMemberName] string member = "") =>
            table.List<uint>(name, Bound.Rest, null, member);

        /// <summary>Records of one kind, as many as a field counts.</summary>
        public RecordsField Records(string name, string word, Kind of, ScalarField counted,
            Field? heading = null, [CallerMemberName] string member = "") =>
            table.Keep(new RecordsField(table, name, member, word, Bound.Count(counted, 0), new(of), padTo: 1) { Heading = heading });

        /// <summary>Tuples of values to the end of the region, whole ones only; expressions join the values
        /// of one by a character.</summary>
        public RecordsField Tuples(string name, char joint, Kind of, [CallerMemberName] string member = "") =>
            table.Keep(new RecordsField(table, name, member, "entry", Bound.Rest, new(of), padTo: 1) { Joint = joint });

        /// <summary>Options up to where the header's own length ends, padded with zeros to whole words.</summary>
        public RecordsField Options(string name, ItemSet items, int padTo,
            bool shownAsBytes = false, [CallerMemberName] string member = "") =>
            table.Keep(new RecordsField(table, name, member, "option", Bound.Header, items, padTo) { ShownAsBytes = shownAsBytes });

        /// <summary>Objects up to the end of the message.</summary>
        public RecordsField OptionsToEnd(string name, string word, ItemSet items, [CallerMemberName] string member = "") =>
            table.Keep(new RecordsField(table, name, member, word, Bound.Rest, items, padTo: 1));

        /// <summary>Records of one kind, as many as a field counts, shown in JSON as one array a field.</summary>
        public RecordsField Columns(string name, string word, Kind of, ScalarField counted, [CallerMemberName] string member = "") =>
            table.Keep(new RecordsField(table, name, member, word, Bound.Count(counted, 0), new(of), padTo: 1) { ShownAsColumns = true });

        /// <summary>Zeros to the end of the region. Expressions say how many bytes the message has with what stands in front of them,
        /// or hex:.. when they are no zeros.</summary>
        public BytesField Padding(string name, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, null, Bound.Rest) { IsPadding = true });

        /// <summary>The leading bytes of an IPv6 address up to the end of the region.</summary>
        public PrefixField Ipv6Prefix(string name, [CallerMemberName] string member = "") =>
            table.Keep(new PrefixField(table, name, member));

        /// <summary>Text of as many bytes as a field counts, that field's own byte with it, and zeros that fill the last word.</summary>
        public BytesField CountedText(string name, ScalarField bytes, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, null, Bound.Count(bytes, 1, uncounted: -1), padTo: 4) { IsText = true });

        /// <summary>Text up to the end of the region, with zeros that fill the last word.</summary>
        public BytesField RestText(string name, [CallerMemberName] string member = "") =>
            table.Keep(new BytesField(table, name, member, null, Bound.Rest, padTo: 4) { IsText = true });

        /// <summary>One address, shown as a list of one because Wireshark may repeat it.</summary>
        public ListField<T> One<T>(string name, [CallerMemberName] string member = "")
            where T : unmanaged => table.List<T>(name, Bound.Exactly(Unsafe.SizeOf<T>()), null, member);

        /// <summary>Objects up to the end of the message, by number where nobody declares them.</summary>
        public RecordsField Objects(string name, string word, ItemSet items, string member) =>
            table.Keep(new RecordsField(table, name, member, word, Bound.Rest, items, padTo: 1));

        private ListField<T> List<T>(string name, Bound bound, string? alias, string member, ItemName? shownAs = null)
            where T : unmanaged
        {
            int size = Unsafe.SizeOf<T>();
            return table.Keep(new ListField<T>(table, name, member, alias, bound,
                owner => new Field<T>(owner, name, member, 8 * size, new() { Form = Scalar.FormOf<T>(hex: false) }))
            {
                ShownAs = shownAs
            });
        }
    }

    private static Bound CountOrRest(ScalarField? counted, int size, int uncounted) =>
        counted is null ? Bound.Rest : Bound.Count(counted, size, uncounted);
}
