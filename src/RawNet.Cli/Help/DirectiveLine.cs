using System.CommandLine;
using System.Globalization;

namespace RawNet.Cli.Help;

/// <summary>
/// What shells and packages ask the command about itself: a first argument in brackets, of which help does not speak.
/// <c>[suggest:N] LINE</c> completes a line at its Nth character, its end unless said; <c>[completion:SHELL]</c> is the script that lets
/// a shell ask so; <c>[man:DATE]</c> is the manual page of that date.
/// </summary>
internal static class DirectiveLine
{
    /// <summary>False when the arguments are no directive; nothing is written then.</summary>
    /// <param name="arguments">The whole command line.</param>
    /// <param name="rootFor">The command with the verb that a line asks for, or with every one where there is no line.</param>
    /// <param name="output">Where the answer goes.</param>
    public static bool TryAnswer(string[] arguments, Func<string[]?, Command> rootFor, TextWriter output)
    {
        if (arguments is not [['[', .., ']'] bracketed, .. string[] operands]) return false;
        string[] parts = bracketed[1..^1].Split(':', 2);
        return (parts, operands) switch
        {
            (["suggest"], [var line]) => Suggest(line, line.Length, rootFor, output),
            (["suggest", var position], [var line]) =>
                int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out int at) && Suggest(line, at, rootFor, output),
            (["completion", var shell], []) => CompletionScripts.Of(shell) is { } script && Write(script, output),
            (["man", var day], []) =>
                DateOnly.TryParseExact(day, "yyyy-MM-dd", out DateOnly date) && Write(new ManPage(rootFor(null), date).Text(), output),
            _ => false,
        };
    }

    private static bool Suggest(string line, int position, Func<string[]?, Command> rootFor, TextWriter output)
    {
        foreach (string offer in Suggestions.For(line[..Math.Min(position, line.Length)], rootFor)) output.WriteLine(offer);
        return true;
    }

    private static bool Write(string text, TextWriter output)
    {
        output.Write(text);
        return true;
    }
}
