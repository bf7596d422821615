using System.Globalization;
using System.Text;

namespace RawNet.Cli.Help;

/// <summary>Text for man(7): macros on lines of their own, and words that groff cannot take for anything else.</summary>
internal sealed class Roff
{
    private readonly StringBuilder _text = new();

    /// <summary>The first line of a page, in which a date's - is one.</summary>
    public Roff Title(string name, int section, DateOnly date, string source, string manual)
    {
        _text.Append(CultureInfo.InvariantCulture, $".TH {name} {section} {date:yyyy-MM-dd} \"{source}\" \"{manual}\"\n");
        return this;
    }

    /// <summary>A macro with its arguments, each one of the page's words.</summary>
    public Roff Macro(string name, params string[] arguments)
    {
        _text.Append('.').Append(name);
        foreach (string argument in arguments)
            _text.Append(" \"").Append(Escape(argument).Replace("\"", "\\(dq", StringComparison.Ordinal)).Append('"');
        _text.Append('\n');
        return this;
    }

    /// <summary>A line of text, which is filled up with the next.</summary>
    public Roff Text(string line) => Raw(Escape(line));

    /// <summary>A line in which <c>\fB</c> and its like stay what they are.</summary>
    public Roff Raw(string line)
    {
        if (line is ['.' or '\'', ..]) _text.Append("\\&");
        _text.Append(line).Append('\n');
        return this;
    }

    public static string Bold(string word) => $"\\fB{Escape(word)}\\fR";

    public static string Italic(string word) => $"\\fI{Escape(word)}\\fR";

    // As groff_char(7) says: these would come out as other characters than they are typed for.
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '\\' => escaped.Append("\\e"),
                '-' => escaped.Append("\\-"),
                '\'' => escaped.Append("\\(aq"),
                '`' => escaped.Append("\\(ga"),
                '^' => escaped.Append("\\(ha"),
                '~' => escaped.Append("\\(ti"),
                _ => escaped.Append(c),
            };
        }
        return escaped.ToString();
    }

    public override string ToString() => _text.ToString();
}
