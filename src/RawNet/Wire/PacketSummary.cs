using System.Globalization;
using System.Text;

namespace RawNet.Wire;

/// <summary>One line of a packet for people: addresses, kinds, the fields that differ from their defaults, faults. Derived from the tables.</summary>
public static class PacketSummary
{
    private const int MostCharacters = 120;

    /// <summary>Appends the layers, outermost first; a link layer only when no network layer follows it.</summary>
    public static void Append(StringBuilder text, LayerSequence layers)
    {
        bool skipsLink = HasNetwork(layers), first = true, quoted = false;
        foreach (View view in layers)
        {
            bool isNetwork = IsNetwork(view.Kind);
            if (isNetwork) skipsLink = false;
            if (skipsLink) continue;
            if (!first) text.Append(view.IsQuoted && !quoted ? " quoting " : " / ");
            (first, quoted) = (false, view.IsQuoted);
            if (isNetwork) AppendNetwork(text, view);
            else AppendLayer(text, view);
            AppendFaults(text, view);
        }
    }

    private static bool HasNetwork(LayerSequence layers)
    {
        foreach (View view in layers)
            if (IsNetwork(view.Kind)) return true;
        return false;
    }

    private static bool IsNetwork(Kind kind) => kind.Table.Roles is { Source: not null, Destination: not null };

    private static void AppendNetwork(StringBuilder text, scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        text.Append(view.Kind.Name);
        if (!view.Has(roles.Source!)) return;
        text.Append(' ').Append(Shown(view, roles.Source!)).Append(" > ").Append(view.Has(roles.Destination!) ? Shown(view, roles.Destination!) : "?");
        foreach (ScalarField? field in (ReadOnlySpan<ScalarField?>)[roles.MoreFragments, roles.FragmentOffset])
            if (field is not null && field.BitsIn(view) != 0) text.Append(' ').Append(FieldNames.Shortest(view.Kind, field)).Append('=').Append(Shown(view, field));
    }

    private static string Shown(scoped in View view, ScalarField field) => field.Format(field.Read(view));

    private static void AppendLayer(StringBuilder text, scoped in View view)
    {
        if (ExpressionText.IsBare(view.Kind))
        {
            text.Append(CultureInfo.InvariantCulture, $"{view.Kind.Name} {view.HeaderLength} bytes");
            return;
        }
        string said = ExpressionText.OfLayer(ItemReader.ReadOpen(view));
        text.Append(said.Length <= MostCharacters ? said : string.Concat(said.AsSpan(0, MostCharacters), "..."));
    }

    private static void AppendFaults(StringBuilder text, scoped in View view)
    {
        if (view.Kind.Table.Roles.Checksum is { } sum && view.Has(sum) && view.ChecksumStatus == ChecksumStatus.Bad) text.Append(" [bad ").Append(sum.Name).Append(']');
        foreach (ParseError error in view.Errors())
            if (error.Fault != Fault.Contradiction || !ExpressionText.IsBare(view.Kind)) text.Append(" [").Append(error).Append(']');
    }
}
