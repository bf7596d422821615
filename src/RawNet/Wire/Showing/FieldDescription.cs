using System.Globalization;

namespace RawNet.Wire;

/// <summary>What a table says of one field, in words for people. Derived from the declaration, never stored.</summary>
/// <param name="ShortName">As expressions write it: the shortest tail of the name that is unique in the message,
/// or the word of a list's items.</param>
/// <param name="Name">Wireshark's full name.</param>
/// <param name="Words">The RFC's words.</param>
/// <param name="Bits">On the wire; null when it varies.</param>
/// <param name="Default">What stands there when the field is not given, as expressions write it;
/// null when it is computed or the field varies.</param>
/// <param name="ComputedFrom">What fills the field when it is not given; null when nothing does.</param>
/// <param name="Names">Names that stand for values, by value.</param>
/// <param name="Items">The messages that may stand in a list.</param>
public sealed record FieldDescription(
    string ShortName,
    string Name,
    string Words,
    int? Bits,
    string? Default,
    string? ComputedFrom,
    IReadOnlyDictionary<ulong, string> Names,
    IReadOnlyList<ItemDescription> Items)
{
    private static readonly Dictionary<ulong, string> _none = [];

    /// <summary>The fields of a message, in wire order.</summary>
    public static IReadOnlyList<FieldDescription> Of(Kind kind) => [.. kind.Table.Fields.Select(field => Of(kind, field))];

    private static FieldDescription Of(Kind kind, Field field)
    {
        string shortName = FieldNames.Shortest(kind, field);
        if (field is ScalarField scalar)
            return new(shortName, field.Name, field.Words, scalar.Width, DefaultOf(kind, scalar),
                SourceOf(kind, scalar), scalar.Traits.Names ?? scalar.Traits.Flags?.ByBit ?? _none, []);
        return new(shortName, field.Name, field.Words, null, null, null, _none, field is RecordsField list ? ItemDescription.Of(list) : []);
    }

    private static string? DefaultOf(Kind kind, ScalarField field) =>
        field.IsComputed ? null : field.Format(new(field, kind.DefaultOf(field)));

    private static string? SourceOf(Kind kind, ScalarField field) => field.Computed switch
    {
        Computed.Nothing => null,
        Computed.HeaderLength => "the length of the header",
        Computed.LayerLength => "the length of the layer with all that it carries",
        Computed.QuoteLength => "the length of the quoted packet when extensions follow it, else 0",
        Computed.Next =>
            string.Create(CultureInfo.InvariantCulture, $"the layer that follows, {field.Traits.Demux!.Otherwise} when it has no number"),
        Computed.Checksum => kind.Table.Roles.Covers switch
        {
            Covers.Header => "the header (RFC 1071)",
            Covers.Frame => "the frame in front of it (CRC-32)",
            Covers covers when (covers & Covers.PseudoHeader) != 0 => "the layer with all that it carries and the pseudo-header (RFC 1071)",
            _ => "the layer with all that it carries (RFC 1071)",
        },
        Computed.Count => $"how much {CountedBy(kind, field)} holds",
        Computed.GroupMac => "the multicast destination of the packet, else zeros",
        _ => "what the field describes",
    };

    private static string CountedBy(Kind kind, ScalarField count) =>
        kind.Table.Fields.OfType<VariableField>().FirstOrDefault(f => f.Bound.By == count)?.Name ?? "what it counts";
}

/// <summary>A message that may stand in a list of records or options.</summary>
/// <param name="Word">The name behind which an expression gives its values; empty when all items of the list are of this one kind.</param>
/// <param name="Kind">Its fields.</param>
/// <param name="ByPosition">The short names of the values that come one by one behind the word; others are given as name:value.</param>
public sealed record ItemDescription(string Word, Kind Kind, IReadOnlyList<string> ByPosition)
{
    internal static IReadOnlyList<ItemDescription> Of(RecordsField list) =>
        [.. list.Items.Named.Select(kind => new ItemDescription(list.Items.AreOptions ? kind.Name : "", kind,
            [.. kind.Positional.Select(f => FieldNames.Shortest(kind, f))]))];
}
