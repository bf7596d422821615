using System.Globalization;
using System.Text;

namespace RawNet.Cli.Output;

/// <summary>Text that a terminal shows and does not obey.</summary>
internal static class Printable
{
    /// <summary>The text with every control character written as \xNN, so that it also stays one line.</summary>
    public static string Of(string text)
    {
        if (!text.Any(char.IsControl)) return text;
        var shown = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (char.IsControl(c)) shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else shown.Append(c);
        }
        return shown.ToString();
    }
}
