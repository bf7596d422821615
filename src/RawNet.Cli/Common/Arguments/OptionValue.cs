using System.CommandLine;
using System.CommandLine.Parsing;

namespace RawNet.Cli.Common.Arguments;

/// <summary>Values of options inside a validator, where one that cannot be read makes the parser throw.</summary>
internal static class OptionValue
{
    /// <summary>Says what is right when a value is not. Of one that cannot be read the parser complains by itself.</summary>
    public static void Require<T>(this Option<T> option, Predicate<T?> isRight, string sentence) => option.Validators.Add(given =>
    {
        if (given.TryGet(option, out T? value) && !isRight(value)) given.AddError(sentence);
    });

    /// <summary>Refuses two of these together.</summary>
    public static void Exclude(this Command command, params Option<bool>[] options) => command.Validators.Add(result =>
    {
        Option<bool>[] given = [.. options.Where(result.GetValue)];
        if (given.Length > 1) result.AddError($"{given[0].Name} and {given[1].Name} exclude each other; one of them is wanted");
    });

    /// <summary>False when the value cannot be read: the parser complains of that by itself.</summary>
    public static bool TryGet<T>(this SymbolResult result, Option<T> option, out T? value)
    {
        try
        {
            value = result.GetValue(option);
            return true;
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
