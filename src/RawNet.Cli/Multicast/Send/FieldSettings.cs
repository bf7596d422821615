using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Sending;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Send;

/// <summary><c>--set FIELD=VALUE</c>: any field of any layer, right or wrong, in the grammar of expressions.</summary>
internal sealed class FieldSettings(IReadOnlyList<string> settings)
{
    /// <summary>The packets with the fields set; a value that stands for many makes many packets.</summary>
    /// <exception cref="UsageException">No layer, or more than one, has the field.</exception>
    /// <exception cref="ExpressionException">The value is none of the field.</exception>
    public IEnumerable<Packet> Apply(Packet packet)
    {
        if (settings.Count == 0) return [packet];
        Spec[] layers = [.. packet.Layers];
        ILookup<int, string> byLayer = settings.ToLookup(setting => LayerOf(layers, setting));
        IEnumerable<Spec[]> alternatives = [layers];
        foreach (IGrouping<int, string> group in byLayer)
            alternatives = alternatives.SelectMany(before => Changed(before, group.Key, string.Join(' ', group)));
        return alternatives.Select(a => new Packet(a));
    }

    private static IEnumerable<Spec[]> Changed(Spec[] layers, int index, string settings)
    {
        Expression expression = ExpressionArgument.Read($"{layers[index].Kind.Name} {settings}");
        foreach (Packet changed in expression.Expand())
        {
            Spec[] copy = [.. layers];
            copy[index] = layers[index].With([.. changed.Layers[0].Values]);
            yield return copy;
        }
    }

    private static int LayerOf(Spec[] layers, string setting)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) throw new UsageException($"'--set {setting}' sets no field: ip.ttl=2 would");
        string name = setting[..equals];
        int[] having = [.. Enumerable.Range(0, layers.Length).Where(i => Has(layers[i].Kind, name))];
        return having switch
        {
            [var only] => only,
            [] => throw new UsageException($"no layer of this message has a field '{name}'; "
                + $"there are {string.Join(", ", layers.Select(l => l.Kind.Name))}, and 'rawnet formats NAME' lists the fields of each"),
            _ => throw new UsageException($"'{name}' is a field of {string.Join(" and of ", having.Select(i => layers[i].Kind.Name))}: "
                + "the full name says which, as ip.ttl does"),
        };
    }

    // Whether a name means a field is asked of the grammar itself; a value that does not fit says so later.
    private static bool Has(Kind kind, string name)
    {
        try
        {
            ExpressionArgument.Read($"{kind.Name} {name}=any");
            return true;
        }
        catch (ExpressionException refusal)
        {
            return !refusal.Message.StartsWith($"{kind.Name} has no field", StringComparison.Ordinal);
        }
    }
}
