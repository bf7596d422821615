using System.Buffers;

namespace RawNet.Wire;

/// <summary>Writes layers in the grammar of expressions, which reads them back.</summary>
internal static class ExpressionText
{
    public static string Of(Spec layer)
    {
        TextBuffer text = new();
        Append(ref text, layer);
        return text.Finish();
    }

    /// <summary>Writes the fields of one message that building would not give anyway, without a spec between.</summary>
    public static void Append(ref TextBuffer text, scoped in View view)
    {
        Assignment[] values = ArrayPool<Assignment>.Shared.Rent(view.Kind.Table.Fields.Count);
        int count = ItemReader.ReadOpen(view, values);
        Append(ref text, view.Kind, values.AsSpan(0, count));
        ArrayPool<Assignment>.Shared.Return(values, clearArray: true);
    }

    /// <summary>True for data and trailer, whose only value needs no name.</summary>
    public static bool IsBare(Kind kind) => kind.Table.Fields is [BytesField];

    public static void Append(ref TextBuffer text, Spec layer)
    {
        Append(ref text, layer.Kind, layer.Given);
        if (layer.Cut is { } cut) AppendCut(ref text, cut);
    }

    public static void AppendCut(ref TextBuffer text, int bytes)
    {
        text.Append(" cut=");
        text.Append(bytes);
    }

    private static void Append(ref TextBuffer text, Kind kind, ReadOnlySpan<Assignment> given)
    {
        text.Append(kind.Name);
        foreach (Field telling in kind.Telling)
            if (Find(given, telling) is not { IsAny: false }) Append(ref text, kind, kind.AssumedFor(telling));
        foreach (Field field in kind.Table.InOrder)
            if (Find(given, field) is { } value) Append(ref text, kind, value);
    }

    private static Assignment? Find(ReadOnlySpan<Assignment> given, Field field)
    {
        foreach (Assignment value in given)
            if (value.Field == field) return value;
        return null;
    }

    private static void Append(ref TextBuffer text, Kind kind, in Assignment value)
    {
        if (value.Field is RecordsField list)
        {
            foreach (Spec item in (Spec[])value.Parts!) Append(ref text, list, item);
            return;
        }
        text.Append(' ');
        if (!IsBare(kind))
        {
            text.Append(FieldNames.Shortest(kind, value.Field));
            text.Append('=');
        }
        if (value.IsAny) text.Append("any");
        else value.Field.Append(ref text, value);
    }

    private static void Append(ref TextBuffer text, RecordsField list, Spec item)
    {
        text.Append(' ');
        text.Append(list.Word);
        text.Append('=');
        ItemText.Append(ref text, list, item);
    }
}
