using System.Text;

namespace RawNet.Cli.Help;

/// <summary>A command line as far as it has been typed, split as shells split it.</summary>
/// <param name="Whole">The words behind the command's own name that are finished.</param>
/// <param name="Begun">The word at whose end the cursor is, without its quotes; empty behind a blank.</param>
internal sealed record BegunLine(IReadOnlyList<string> Whole, string Begun)
{
    public static BegunLine Read(string text)
    {
        List<string> words = [.. Split(text)];
        string begun = words[^1];
        words.RemoveAt(words.Count - 1);
        // A shell begins with the command; dotnet-suggest leaves it out.
        if (words is [var first, ..] && Path.GetFileName(first) == "rawnet") words.RemoveAt(0);
        return new(words, begun);
    }

    // The last word is the one that a blank has not ended yet.
    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        bool isWord = false;
        char quote = '\0';
        for (int at = 0; at < text.Length; at++)
        {
            char c = text[at];
            bool isBlank = quote == '\0' && char.IsWhiteSpace(c);
            if (isBlank && isWord)
            {
                yield return word.ToString();
                word.Clear();
            }
            isWord = !isBlank;
            if (isBlank) continue;
            if (quote == '\0' && c is '\'' or '"') quote = c;
            else if (c == quote) quote = '\0';
            else if (c == '\\' && quote != '\'' && at + 1 < text.Length) word.Append(text[++at]);
            else word.Append(c);
        }
        yield return word.ToString();
    }
}
