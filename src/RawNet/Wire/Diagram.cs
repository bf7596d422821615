using System.Text;

namespace RawNet.Wire;

/// <summary>Draws a table as RFCs do: 32 bits a row, two columns a bit.</summary>
public static class Diagram
{
    private const int RowBits = 32;

    /// <summary>The box of a kind, with the ruler above it; every line ends with a line feed.</summary>
    public static string Of(Kind kind)
    {
        var text = new StringBuilder();
        text.Append(" 0                   1                   2                   3\n");
        text.Append(" 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1\n");
        text.Append(Rule(RowBits));
        var row = new Row(text);
        foreach (Field field in kind.Table.Fields)
        {
            if (field.Index == kind.Table.FirstBehind && kind.Table.Behind!.Length is not null) row.AddQuote();
            if (field is ScalarField scalar) row.Add(Label(kind, scalar), scalar.Width);
            else row.AddVariable((VariableField)field);
        }
        row.End();
        return text.ToString();
    }

    private static string Label(Kind kind, ScalarField field)
    {
        Condition identity = kind.Conditions.FirstOrDefault(c => c.Field == field && c.IsIdentity);
        string label = field.Words;
        string fixedTo = identity.Field is null ? label : $"{label} = {field.Show(identity.Low)}";
        return fixedTo.Length <= (2 * field.Width) - 1 ? fixedTo : label;
    }

    private static string Rule(int bits) => string.Concat(Enumerable.Repeat("+-", bits)) + "+\n";

    /// <summary>Fields fill rows from the left; one that is wider than a row gets rows of its own.</summary>
    private sealed class Row(StringBuilder text)
    {
        private int _column;

        public void Add(string label, int bits)
        {
            while (_column + bits > RowBits)
            {
                int room = RowBits - _column;
                bool isMiddle = bits > 2 * RowBits && _column == 0;
                Cell(isMiddle ? string.Empty : label, room);
                if (!isMiddle) label = string.Empty;
                text.Append("|\n").Append(bits > room && _column == 0 ? Open() : Rule(RowBits));
                (_column, bits) = (0, bits - room);
            }
            Cell(label, bits);
            _column += bits;
            if (_column == RowBits) Close();
        }

        // RFC 4884, 4.1: the words of its box.
        public void AddQuote() => Whole("Internet Header + leading octets of original datagram");

        private void Whole(string label)
        {
            Cell(label, RowBits);
            text.Append("|\n").Append(Rule(RowBits));
        }

        public void AddVariable(VariableField field)
        {
            if (_column > 0) Fill();
            if (field is not RecordsField { IsPadded: true })
            {
                Whole(field.Words);
                return;
            }
            Cell(field.Words, 24);
            Cell("Padding", 8);
            text.Append("|\n").Append(Rule(RowBits));
        }

        public void End()
        {
            if (_column > 0) Fill();
        }

        private void Fill()
        {
            text.Append("|\n").Append(Rule(_column));
            _column = 0;
        }

        private void Close()
        {
            text.Append("|\n").Append(Rule(RowBits));
            _column = 0;
        }

        private static string Open() => "+" + new string(' ', (2 * RowBits) - 1) + "+\n";

        private void Cell(string label, int bits)
        {
            int room = (2 * bits) - 1;
            string shown = label.Length <= room ? label : label[..room];
            int left = (room - shown.Length) / 2;
            text.Append('|').Append(new string(' ', left)).Append(shown).Append(new string(' ', room - left - shown.Length));
        }
    }
}
