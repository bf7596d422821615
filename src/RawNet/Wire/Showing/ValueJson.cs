using System.Text;
using System.Text.Encodings.Web;

namespace RawNet.Wire;

/// <summary>Values that are kept as JSON. What is only written comes from the bytes without them: <see cref="LayerJson"/>.</summary>
public static class ValueJson
{
    /// <summary>The value as schema rawnet.packet/1 shows it; a list is an array.</summary>
    public static string TextOf(FieldValue field)
    {
        var text = new StringBuilder();
        Append(text, field.Value, field.Items);
        return text.ToString();
    }

    private static void Append(StringBuilder text, in ShownValue value, IReadOnlyList<ItemValue> items)
    {
        switch (value.Form)
        {
            case ValueForm.List: AppendList(text, items); break;
            case ValueForm.Text: AppendText(text, value.Text); break;
            default: text.Append(value.Text); break;
        }
    }

    private static void AppendList(StringBuilder text, IReadOnlyList<ItemValue> items)
    {
        text.Append('[');
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(',');
            if (items[i].Value is { } value) Append(text, value, []);
            else AppendFields(text, items[i].Fields);
        }
        text.Append(']');
    }

    private static void AppendFields(StringBuilder text, IReadOnlyList<FieldValue> fields)
    {
        text.Append('{');
        for (int i = 0; i < fields.Count; i++)
        {
            if (i > 0) text.Append(',');
            AppendText(text, fields[i].Name);
            text.Append(':');
            Append(text, fields[i].Value, fields[i].Items);
        }
        text.Append('}');
    }

    private static void AppendText(StringBuilder text, string value) =>
        text.Append('"').Append(JavaScriptEncoder.Default.Encode(value)).Append('"');
}
