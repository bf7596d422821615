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
                bits -= room;
                text.Append("|\n").Append(Boundary(_column, Math.Min(bits, RowBits)));
                _column = 0;
            }
            Cell(label, bits);
            _column += bits;
            if (_column == RowBits) Close();
        }

        // RFC 4884, 4.1: the words of its box.
        public void AddQuote()
        {
            Full("Internet Header + leading octets of original datagram", '|');
            text.Append(Rule(RowBits));
        }

        public void AddVariable(VariableField field)
        {
            if (_column > 0) Fill();
            if (field is RecordsField { IsPadded: true })
            {
                Cell(field.Words, 24);
                Cell("Padding", 8);
                Close();
            }
            else if (field is RecordsField { Items.AreOptions: false }) AddRecords(field.Words.TrimEnd('s'));
            else if (field is BytesField or RecordsField) AddBytes(field.Words);
            else AddList(field.Words);
        }

        private void AddList(string words)
        {
            const string between = "+-                                                             -+\n", more = ".                               .                               .\n";
            Full($"{words} [1]", '|');
            text.Append(between);
            Full($"{words} [2]", '|');
            text.Append(between).Append(more).Append(more).Append(more).Append(between);
            Full($"{words} [N]", '|');
            text.Append(Rule(RowBits));
        }

        private void AddRecords(string words)
        {
            AddBytes($"{words} [1]");
            AddBytes($"{words} [2]");
            Full(".", '|');
            Full(".", '.');
            Full(".", '|');
            text.Append(Rule(RowBits));
            AddBytes($"{words} [N]");
        }

        private void AddBytes(string words)
        {
            Full(string.Empty, '|');
            Full(string.Empty, '.');
            Full(words, '.');
            Full(string.Empty, '.');
            Full(string.Empty, '|');
            text.Append(Rule(RowBits));
        }

        private void Full(string label, char side) => text.Append(side).Append(Centred(label, RowBits)).Append(side).Append('\n');

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

        // A field that goes on below has no line under it there.
        private static string Boundary(int from, int to)
        {
            var line = new StringBuilder();
            for (int column = 0; column < RowBits; column++)
            {
                bool isInside = column > from && column < to;
                line.Append(isInside ? ' ' : '+').Append(column >= from && column < to ? ' ' : '-');
            }
            return line.Append("+\n").ToString();
        }

        private void Cell(string label, int bits) => text.Append('|').Append(Centred(label, bits));

        private static string Centred(string label, int bits)
        {
            int room = (2 * bits) - 1;
            string shown = label.Length <= room ? label : label[..room];
            return shown.PadLeft((room + shown.Length) / 2).PadRight(room);
        }
    }
}
