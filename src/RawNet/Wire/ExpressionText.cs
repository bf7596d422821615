using System.Text;

namespace RawNet.Wire;

/// <summary>Writes packets in the grammar that reads them back.</summary>
internal static class ExpressionText
{
    public static string Of(Packet packet)
    {
        var text = new StringBuilder();
        foreach (Spec layer in packet.Layers) AppendLayer(text.Length == 0 ? text : text.Append(" / "), layer);
        return text.ToString();
    }

    public static string OfLayer(Spec layer) => AppendLayer(new(), layer).ToString();

    private static StringBuilder AppendLayer(StringBuilder text, Spec layer)
    {
        text.Append(layer.Kind.Name);
        foreach (Field telling in layer.Kind.Telling)
            if (!layer.TryGet(telling, out _)) Append(text, layer.Kind, layer.DefaultOf(telling));
        foreach (Assignment value in layer.Values.OrderBy(v => v.Field.Index)) Append(text, layer.Kind, value);
        if (layer.Cut is { } cut) text.Append(" cut=").Append(cut);
        return text;
    }

    /// <summary>True for data and trailer, whose only value needs no name.</summary>
    public static bool IsBare(Kind kind) => kind.Table.Fields is [BytesField];

    private static void Append(StringBuilder text, Kind kind, in Assignment value)
    {
        if (value.Field is RecordsField list)
        {
            foreach (Spec item in (Spec[])value.Parts!) text.Append(' ').Append(list.Word).Append('=').Append(ItemText.Format(list, item));
            return;
        }
        text.Append(' ');
        if (!IsBare(kind)) text.Append(FieldNames.Shortest(kind, value.Field)).Append('=');
        text.Append(value.IsAny ? "any" : value.Field.Format(value));
    }
}
