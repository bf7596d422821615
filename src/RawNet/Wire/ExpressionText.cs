namespace RawNet.Wire;

/// <summary>Writes packets in the grammar that reads them back.</summary>
internal static class ExpressionText
{
    public static string Of(Packet packet)
    {
        TextBuffer text = new();
        foreach (Spec layer in packet.Layers)
        {
            if (text.Length > 0) text.Append(" / ");
            Append(ref text, layer);
        }
        return text.Finish();
    }

    public static string OfLayer(Spec layer)
    {
        TextBuffer text = new();
        Append(ref text, layer);
        return text.Finish();
    }

    /// <summary>True for data and trailer, whose only value needs no name.</summary>
    public static bool IsBare(Kind kind) => kind.Table.Fields is [BytesField];

    private static void Append(ref TextBuffer text, Spec layer)
    {
        text.Append(layer.Kind.Name);
        foreach (Field telling in layer.Kind.Telling)
            if (!layer.TryGet(telling, out _)) Append(ref text, layer.Kind, layer.DefaultOf(telling));
        foreach (Field field in layer.Kind.Table.InOrder)
            if (layer.Find(field) is { } value) Append(ref text, layer.Kind, value);
        if (layer.Cut is not { } cut) return;
        text.Append(" cut=");
        text.Append(cut);
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
