using System.Text;

namespace RawNet.Wire;

/// <summary>Draws a table as RFCs do: 32 bits a row, two columns a bit.</summary>
public static class Diagram
{
    /// <summary>The box of a kind, with the ruler above it; every line ends with a line feed.</summary>
    public static string Of(Kind kind)
    {
        var text = new StringBuilder();
        var rows = new DiagramRows(text, hasValues: false);
        rows.Begin();
        foreach (Field field in kind.Table.Fields)
        {
            if (field.Index == kind.Table.FirstBehind && kind.Table.Behind!.Length is not null) rows.AddQuote();
            if (field is ScalarField scalar) rows.Add(Label(kind, scalar), string.Empty, scalar.Width);
            else rows.AddVariable((VariableField)field);
        }
        rows.End();
        return text.ToString();
    }

    /// <summary>The box of one message with the value of each field under its words.</summary>
    /// <param name="view">The message; of a cut one, the fields that are there are drawn.</param>
    /// <param name="below">The fields of which a cell has no room for all that there is to say, lists and bytes among them.</param>
    public static string Of(scoped in View view, out IReadOnlyList<FieldValue> below)
    {
        var text = new StringBuilder();
        var rows = new DiagramRows(text, hasValues: true);
        var left = new List<FieldValue>();
        Table table = view.Kind.Table;
        rows.Begin();
        foreach (FieldValue value in FieldValue.Of(view))
        {
            if (!value.HasText) continue;
            if (value.Field!.Index == table.FirstBehind && table.Behind!.Length is not null) rows.AddQuote();
            if (value.Field is not ScalarField scalar) rows.AddSummary(value.Field.Words, SizeOf(value));
            else if (AddCell(rows, scalar, value)) continue;
            left.Add(value);
        }
        rows.End();
        below = left;
        return text.ToString();
    }

    private static string Label(Kind kind, ScalarField field)
    {
        Condition identity = kind.Conditions.FirstOrDefault(c => c.Field == field && c.IsIdentity);
        string label = field.Words;
        string fixedTo = identity.Field is null ? label : $"{label} = {field.Show(identity.Low)}";
        return fixedTo.Length <= (2 * field.Width) - 1 ? fixedTo : label;
    }

    private static string SizeOf(FieldValue value) => value.Items.Count switch
    {
        0 => value.Meaning!,
        1 => "1 item",
        int count => $"{count} items",
    };

    // True when the cell says all.
    private static bool AddCell(DiagramRows rows, ScalarField field, FieldValue value)
    {
        int room = rows.RoomFor(field.Width);
        string all = value.Text, less = value.Value.ToString(), shown = all.Length <= room ? all : less.Length <= room ? less : "*";
        rows.Add(field.Words, shown, field.Width);
        return shown == all;
    }
}
