using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Common.Arguments;

/// <summary>How a begun packet expression can go on.</summary>
internal static class ExpressionOffers
{
    /// <summary>The names of all layers.</summary>
    public static IEnumerable<string> Layers => Registry.Kinds.Kinds.Select(kind => kind.Name).Distinct();

    /// <param name="words">The words of the expression, of which the last is begun and may be empty.</param>
    /// <returns>What can stand instead of the last word.</returns>
    public static IEnumerable<string> After(IReadOnlyList<string> words)
    {
        string[] layer = [.. words.SkipLast(1).Reverse().TakeWhile(word => word != "/").Reverse()];
        if (layer is not [var name, ..]) return Layers;
        // Before the = is typed a field's name is offered, and not each of its values.
        bool hasName = words[^1].Contains('=', StringComparison.Ordinal);
        IEnumerable<FieldDescription> fields = Registry.Kinds.Named(name).SelectMany(FieldDescription.Of);
        return hasName ? fields.SelectMany(ValuesOf) : fields.Select(field => $"{field.ShortName}=").Append("/");
    }

    /// <summary>The same of an expression that is one word for the shell.</summary>
    public static IEnumerable<string> AfterText(string text)
    {
        string before = text[..(text.LastIndexOf(' ') + 1)];
        return After(text.Split(' ')).Select(offer => before + offer);
    }

    private static IEnumerable<string> ValuesOf(FieldDescription field) =>
        field.Names.Values.Concat(field.Items.Select(item => item.Word))
            .Where(word => word.Length > 0).Select(word => $"{field.ShortName}={word}");
}
