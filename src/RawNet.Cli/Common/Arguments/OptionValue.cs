using System.CommandLine;
using System.CommandLine.Parsing;

namespace RawNet.Cli.Common.Arguments;

/// <summary>Values of options inside a validator, where one that cannot be read makes the parser throw.</summary>
internal static class OptionValue
{
    /// <summary>False when the value cannot be read: the parser complains of that by itself.</summary>
    public static bool TryGet<T>(this CommandResult result, Option<T> option, out T? value)
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
