namespace RawNet.Wire;

/// <summary>Says in full what reading only flagged. Reached only for layers that have a fault.</summary>
internal static class Diagnosis
{
    public static List<ParseError> Of(scoped in View view)
    {
        var errors = new List<ParseError>();
        AddVersion(view, errors);
        AddLengths(view, errors);
        AddOptions(view, errors);
        if (!view.IsWhole) errors.Add(CutOf(view));
        else if (view.Bytes.Length < view.StatedLength && IsPayload(view)) errors.Add(ShortPayload(view));
        return errors;
    }

    /// <summary>The end, from the start of the message, of what a cut view lacks first.</summary>
    public static int NeededEnd(scoped in View view)
    {
        Field field = view.Kind.Table.Fields[view.Whole];
        int at = view.Kind.Table.OffsetOf(field.Part, view);
        return field is VariableField variable ? variable.NeededEnd(view, at) : at + ((((ScalarField)field).BitOffset + ((ScalarField)field).Width + 7) / 8);
    }

    public static string CutFieldOf(scoped in View view)
    {
        Field field = view.Kind.Table.Fields[view.Whole];
        return field is VariableField variable ? variable.PathToFault(view, view.Kind.Table.OffsetOf(field.Part, view)) : field.Name;
    }

    private static ParseError CutOf(scoped in View view)
    {
        Field field = view.Kind.Table.Fields[view.Whole];
        int at = view.Kind.Table.OffsetOf(field.Part, view) + (field is ScalarField scalar ? scalar.BitOffset / 8 : 0);
        bool malformed = (view.State & ViewState.Malformed) != 0;
        int available = Math.Max(0, Math.Min(view.Bytes.Length, view.StatedLength) - at);
        return new(malformed ? Fault.Malformed : Fault.Truncated, view.Kind.Name, CutFieldOf(view), view.Offset + at, NeededEnd(view) - at, available, malformed ? LimitOf(view) : null);
    }

    private static string? LimitOf(scoped in View view) => view.Enclosing.Limit?.Name;

    private static bool IsPayload(scoped in View view) => view.Kind.Table.Parts is [{ Variable: BytesField }];

    private static ParseError ShortPayload(scoped in View view) =>
        new(Fault.Contradiction, view.Kind.Name, view.Kind.Table.Fields[0].Name, view.Offset, view.StatedLength, view.Bytes.Length, null);

    private static void AddVersion(scoped in View view, List<ParseError> errors)
    {
        if (view.Kind.Table.Roles.Version is not { } version || view.Whole <= version.Index) return;
        ulong found = view.HeaderLength == 0 ? (ulong)version.Default : (ulong)version.BitsIn(view);
        if (found != (ulong)version.Default) errors.Add(Contradiction(view, version, (int)(ulong)version.Default, (int)found));
    }

    private static void AddLengths(scoped in View view, List<ParseError> errors)
    {
        TableRoles roles = view.Kind.Table.Roles;
        int least = view.Kind.Table.FixedLength;
        if (roles.HeaderLength is { } header && view.Whole > header.Index && header.ShownIn(view) < (ulong)least)
            errors.Add(Contradiction(view, header, least, (int)header.ShownIn(view)));
        if (roles.Length is not { } length || !view.IsWhole || (view.State & ViewState.Contradiction) == 0) return;
        long shown = (long)length.ShownIn(view), stated = roles.LengthIsPayload ? shown + least : shown;
        int base_ = roles.LengthIsPayload ? least : 0;
        if (shown == 0 && roles.ZeroLengthIsRest ? view.Enclosing.Stated > view.HeaderLength : stated > view.Enclosing.Stated)
            errors.Add(Contradiction(view, length, view.Enclosing.Stated - base_, (int)shown));
        else if (stated < view.HeaderLength)
            errors.Add(Contradiction(view, length, view.HeaderLength - base_, (int)shown));
    }

    private static void AddOptions(scoped in View view, List<ParseError> errors)
    {
        foreach (RecordsField options in view.Kind.Table.Fields.OfType<RecordsField>())
        {
            if (!options.Items.AreOptions || !view.Has(options)) continue;
            int index = 0;
            foreach (View item in view.Records(options))
            {
                int stated = item.Bytes.Length > 1 ? item.Bytes[1] : 1;
                if ((item.State & ViewState.Contradiction) != 0)
                    errors.Add(new(Fault.Contradiction, view.Kind.Name, $"{options.Name}[{index}]", item.Offset, stated < 2 ? 2 : item.Bytes.Length, stated, view.Kind.Table.Roles.HeaderLength?.Name));
                index++;
            }
        }
    }

    private static ParseError Contradiction(scoped in View view, ScalarField field, int fits, int stated) =>
        new(Fault.Contradiction, view.Kind.Name, field.Name, view.Offset + (field.BitOffset / 8), fits, stated, LimitOf(view));
}
