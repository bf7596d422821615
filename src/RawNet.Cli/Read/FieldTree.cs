using System.Globalization;
using System.Text;
using RawNet.Wire;

namespace RawNet.Cli.Read;

/// <summary>Fields as lines "Words (name): value", the items of lists below their field. Each line ends with a line feed.</summary>
internal static class FieldTree
{
    /// <summary>Begins a line.</summary>
    public static StringBuilder Indented(StringBuilder text, int depth) => text.Append(' ', 2 * depth);

    public static void Append(StringBuilder text, IReadOnlyList<FieldValue> fields, int depth)
    {
        foreach (FieldValue field in fields)
        {
            if (!field.HasText) continue;
            Indented(text, depth).Append(CultureInfo.InvariantCulture, $"{field.Field!.Words} ({field.Name}): {field.Text}\n");
            for (int i = 0; i < field.Items.Count; i++) AppendItem(text, field.Items[i], i + 1, depth + 1);
        }
    }

    private static void AppendItem(StringBuilder text, ItemValue item, int number, int depth)
    {
        Indented(text, depth).Append(CultureInfo.InvariantCulture, $"[{number}]");
        if (item.Word.Length > 0) text.Append(' ').Append(item.Word);
        if (item.Value is not null) text.Append(' ').Append(item.Value);
        text.Append('\n');
        Append(text, item.Fields, depth + 1);
    }
}
