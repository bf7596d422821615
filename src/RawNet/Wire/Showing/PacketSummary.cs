using System.Text;

namespace RawNet.Wire;

/// <summary>One line of a packet for people: addresses, kinds, the fields that differ from their defaults,
/// faults. Derived from the tables.</summary>
public static class PacketSummary
{
    private const int MostCharacters = 120;

    /// <summary>Appends the layers, outermost first; a link layer only when no network layer follows it.</summary>
    public static void Append(StringBuilder text, LayerSequence layers)
    {
        TextBuffer line = new();
        Append(ref line, layers);
        line.MoveTo(text);
    }

    private static void Append(ref TextBuffer text, LayerSequence layers)
    {
        bool skipsLink = HasNetwork(layers), first = true, quoted = false;
        foreach (View view in layers)
        {
            bool isNetwork = IsNetwork(view.Kind);
            if (isNetwork) skipsLink = false;
            if (skipsLink) continue;
            if (!first) text.Append(view.IsQuoted && !quoted ? " quoting " : " / ");
            (first, quoted) = (false, view.IsQuoted);
            if (isNetwork) AppendNetwork(ref text, view);
            else AppendLayer(ref text, view);
            AppendFaults(ref text, view);
        }
    }

    private static bool HasNetwork(LayerSequence layers)
    {
        foreach (View view in layers)
            if (IsNetwork(view.Kind)) return true;
        return false;
    }

    private static bool IsNetwork(Kind kind) => kind.Table.Roles is { Source: not null, Destination: not null };

    private static void AppendNetwork(ref TextBuffer text, scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        text.Append(view.Kind.Name);
        if (!view.Has(roles.Source!)) return;
        text.Append(' ');
        AppendShown(ref text, view, roles.Source!);
        text.Append(" > ");
        if (view.Has(roles.Destination!)) AppendShown(ref text, view, roles.Destination!);
        else text.Append('?');
        AppendUnlessZero(ref text, view, roles.MoreFragments);
        AppendUnlessZero(ref text, view, roles.FragmentOffset);
    }

    private static void AppendUnlessZero(ref TextBuffer text, scoped in View view, ScalarField? field)
    {
        if (field is null || field.BitsIn(view) == 0) return;
        text.Append(' ');
        text.Append(FieldNames.Shortest(view.Kind, field));
        text.Append('=');
        AppendShown(ref text, view, field);
    }

    private static void AppendShown(ref TextBuffer text, scoped in View view, ScalarField field) =>
        field.Append(ref text, field.Read(view));

    private static void AppendLayer(ref TextBuffer text, scoped in View view)
    {
        if (ExpressionText.IsBare(view.Kind))
        {
            text.Append(view.Kind.Name);
            text.Append(' ');
            text.Append(view.HeaderLength);
            text.Append(" bytes");
            return;
        }
        int end = text.Length + MostCharacters;
        ExpressionText.Append(ref text, view);
        if (text.Length <= end) return;
        text.CutTo(end);
        text.Append("...");
    }

    private static void AppendBad(ref TextBuffer text, Field sum)
    {
        text.Append(" [bad ");
        text.Append(sum.Name);
        text.Append(']');
    }

    private static void AppendFaults(ref TextBuffer text, scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        if (view.ChecksumStatus == ChecksumStatus.Bad) AppendBad(ref text, roles.Checksum!);
        if (view.ExtensionChecksumStatus == ChecksumStatus.Bad) AppendBad(ref text, roles.ChecksumBehind!);
        foreach (ParseError error in view.Errors())
            if (error.Fault != Fault.Contradiction || !ExpressionText.IsBare(view.Kind)) text.Append($" [{error}]");
    }
}
