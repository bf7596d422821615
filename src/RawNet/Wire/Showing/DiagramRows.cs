using System.Text;

namespace RawNet.Wire;

/// <summary>The rows of a diagram: fields fill them from the left; one that is wider than a row gets rows of its own.</summary>
/// <param name="text">Gets the lines.</param>
/// <param name="hasValues">Each row has a second line, for values.</param>
internal sealed class DiagramRows(StringBuilder text, bool hasValues)
{
    private const int RowBits = 32;

    private readonly StringBuilder _labels = new(), _values = new();
    private int _column;

    /// <summary>The ruler above the box, and its upper edge.</summary>
    public void Begin()
    {
        text.Append(" 0                   1                   2                   3\n");
        text.Append(" 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1\n");
        text.Append(Rule(RowBits));
    }

    /// <summary>Characters that the next field has for its label, and for its value.</summary>
    public int RoomFor(int bits) => (2 * (_column + bits <= RowBits ? bits : IsMiddle(bits) ? RowBits : RowBits - _column)) - 1;

    public void Add(string label, string value, int bits)
    {
        while (_column + bits > RowBits)
        {
            int room = RowBits - _column;
            bool isMiddle = IsMiddle(bits);
            Cell(isMiddle ? string.Empty : label, isMiddle ? string.Empty : value, room);
            if (!isMiddle) label = value = string.Empty;
            bits -= room;
            EndLines();
            text.Append(Boundary(_column, Math.Min(bits, RowBits)));
            _column = 0;
        }
        Cell(label, value, bits);
        _column += bits;
        if (_column == RowBits) Close();
    }

    // RFC 4884, 4.1: the words of its box.
    public void AddQuote()
    {
        Full("Internet Header + leading octets of original datagram", '|');
        Full(string.Empty, '|');
        Full("//", '|');
        Full(string.Empty, '|');
        text.Append(Rule(RowBits));
    }

    /// <summary>A variable field of a live packet: what it holds stands below the box.</summary>
    public void AddSummary(string label, string value)
    {
        if (_column > 0) Fill();
        Full(label, '|');
        Full(value, '|');
        text.Append(Rule(RowBits));
    }

    public void AddVariable(VariableField field)
    {
        if (_column > 0) Fill();
        if (field is RecordsField { IsPadded: true })
        {
            Cell(field.Words, string.Empty, 24);
            Cell("Padding", string.Empty, 8);
            Close();
        }
        else if (field is RecordsField { Items.AreOptions: false }) AddRecords(field.Words.TrimEnd('s'));
        else if (field is BytesField or RecordsField or PrefixField) AddBytes(field.Words);
        else AddList(field.Words);
    }

    public void End()
    {
        if (_column > 0) Fill();
    }

    private bool IsMiddle(int bits) => bits > 2 * RowBits && _column == 0;

    private void AddList(string words)
    {
        const string between = "+-                                                             -+\n",
            more = ".                               .                               .\n";
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

    private void Fill()
    {
        EndLines();
        text.Append(Rule(_column));
        _column = 0;
    }

    private void Close()
    {
        EndLines();
        text.Append(Rule(RowBits));
        _column = 0;
    }

    private void EndLines()
    {
        text.Append(_labels).Append("|\n");
        if (hasValues) text.Append(_values).Append("|\n");
        _labels.Clear();
        _values.Clear();
    }

    private static string Rule(int bits) => string.Concat(Enumerable.Repeat("+-", bits)) + "+\n";

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

    private void Cell(string label, string value, int bits)
    {
        _labels.Append('|').Append(Centred(label, bits));
        _values.Append('|').Append(Centred(value, bits));
    }

    private static string Centred(string label, int bits)
    {
        int room = (2 * bits) - 1;
        string shown = label.Length <= room ? label : label[..room];
        return shown.PadLeft((room + shown.Length) / 2).PadRight(room);
    }
}
