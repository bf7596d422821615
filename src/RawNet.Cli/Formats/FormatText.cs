using RawNet.Cli.Common.Text;
using RawNet.Wire;

namespace RawNet.Cli.Formats;

/// <summary>The messages as tables for people.</summary>
internal static class FormatText
{
    public static void WriteList(TextWriter output, IReadOnlyList<Kind> kinds)
    {
        var table = new Columns("LAYER", "PROTOCOL", "FIELDS", "SOURCE");
        foreach (Kind kind in kinds) table.Add(kind.Name, kind.Protocol.Name, $"{kind.Table.Fields.Count}", $"{kind.Table.Source}");
        table.Write(output);
    }

    public static void WriteOne(TextWriter output, Kind kind)
    {
        IReadOnlyList<FieldDescription> fields = FieldDescription.Of(kind);
        output.WriteLine($"{kind.Name}: {kind.Table.Source}");
        output.WriteLine();
        output.WriteLine(Diagram.Of(kind));
        WriteFields(output, fields);
        foreach (FieldDescription field in fields)
        {
            if (field.Names.Count > 0) WriteNames(output, field);
            if (field.Items.Count > 0) WriteItems(output, field);
        }
    }

    private static void WriteFields(TextWriter output, IReadOnlyList<FieldDescription> fields)
    {
        var table = new Columns("FIELD", "FULL NAME", "BITS", "UNLESS GIVEN", "WORDS");
        foreach (FieldDescription field in fields)
            table.Add(field.ShortName, field.Name, field.Bits is { } bits ? $"{bits}" : "varies", UnlessGiven(field), field.Words);
        table.Write(output);
    }

    private static string UnlessGiven(FieldDescription field) =>
        field.ComputedFrom is { } from ? $"computed: {from}" : field.Default ?? "empty";

    private static void WriteNames(TextWriter output, FieldDescription field)
    {
        output.WriteLine();
        var table = new Columns(field.ShortName, "NAME");
        foreach ((ulong value, string name) in field.Names.OrderBy(n => n.Key)) table.Add($"{value}", name);
        table.Write(output);
    }

    private static void WriteItems(TextWriter output, FieldDescription field)
    {
        output.WriteLine();
        var table = new Columns($"{field.ShortName}=", "FIELDS", "SOURCE");
        // Layouts of one word are one line: which it is follows from the fields that are given.
        foreach (IGrouping<string, ItemDescription> spelt in field.Items.GroupBy(Spelling))
        {
            IEnumerable<string> fields = spelt.SelectMany(item => FieldDescription.Of(item.Kind)).Select(f => f.ShortName).Distinct();
            table.Add(spelt.Key, string.Join(' ', fields), $"{spelt.First().Kind.Table.Source}");
        }
        table.Write(output);
    }

    private static string Spelling(ItemDescription item) => string.Join(',',
        (item.Word.Length > 0 ? [item.Word] : Array.Empty<string>()).Concat(item.ByPosition.Select(p => p.ToUpperInvariant())));
}
