namespace RawNet.Wire;

/// <summary>Says in full what reading only flagged. Reached only for layers that have a fault.</summary>
internal static class Diagnosis
{
    public static List<ParseError> Of(scoped in View view)
    {
        var errors = new List<ParseError>();
        if (view.IsWhole && IsPayload(view) && (view.State & ViewState.Distrusted) != 0) return [NotRead(view)];
        AddVersion(view, errors);
        AddLengths(view, errors);
        AddOptions(view, errors);
        AddBehind(view, errors);
        if (!view.IsWhole) errors.Add(CutOf(view));
        else if (view.Bytes.Length < view.StatedLength && IsPayload(view)) errors.Add(ShortPayload(view));
        return errors;
    }

    /// <summary>The end, from the start of the message, of what a cut view lacks first.</summary>
    public static int NeededEnd(scoped in View view)
    {
        Field field = view.Kind.Table.Fields[view.Whole];
        int at = view.Kind.Table.OffsetOf(field.Part, view);
        return field is VariableField variable
            ? variable.NeededEnd(view, at)
            : at + ((((ScalarField)field).BitOffset + ((ScalarField)field).Width + 7) / 8);
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
        return new(malformed ? Fault.Malformed : Fault.Truncated, view.Kind.Name, CutFieldOf(view),
            view.Offset + at, NeededEnd(view) - at, available, malformed ? LimitOf(view) : null);
    }

    private static string? LimitOf(scoped in View view) => view.Limit?.Name;

    private static bool IsPayload(scoped in View view) => view.Kind.Table.Parts is [{ Variable: BytesField }];

    private static ParseError NotRead(scoped in View view) =>
        new(Fault.TooDeep, view.Kind.Name, view.Kind.Table.Fields[0].Name, view.Offset, 0, view.Bytes.Length, null);

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
        if (roles.HeaderLength is { } header && view.Whole > header.Index && roles.HeaderScale.BytesOf(header.ShownIn(view)) < (ulong)least)
            errors.Add(Contradiction(view, header, (int)roles.HeaderScale.CountOf(least), (int)header.ShownIn(view)));
        if (roles.Length is not { } length || !view.IsWhole || (view.State & ViewState.Contradiction) == 0) return;
        long shown = (long)length.ShownIn(view), stated = (long)roles.LengthScale.BytesOf((ulong)shown);
        if (shown == 0 && WrongElsewhere(view) is { } wrong)
            errors.Add(wrong);
        else if (shown == 0 && roles.ZeroLengthIsRest ? view.EnclosingLength > view.HeaderLength : stated > view.EnclosingLength)
            errors.Add(Contradiction(view, length, (int)roles.LengthScale.CountOf(view.EnclosingLength), (int)shown));
        else if (stated < view.HeaderLength)
            errors.Add(Contradiction(view, length, (int)roles.LengthScale.CountOf(view.HeaderLength), (int)shown));
    }

    // RFC 2675, 3: where an option says the length, a length of 0 is right and the option may be wrong.
    private static ParseError? WrongElsewhere(scoped in View view)
    {
        int fits = view.EnclosingLength - view.HeaderLength;
        return view.Kind.LengthElsewhere?.Invoke(view) is { } told && told.Length != fits
            ? new(Fault.Contradiction, view.Kind.Name, told.Field.Name, told.Offset, fits,
                (int)Math.Min(told.Length, int.MaxValue), LimitOf(view))
            {
                Source = told.Field.Table.Source
            }
            : null;
    }

    private static void AddOptions(scoped in View view, List<ParseError> errors)
    {
        foreach (RecordsField options in view.Kind.Table.Fields.OfType<RecordsField>())
        {
            if (!options.Items.AreOptions || !view.Has(options)) continue;
            int index = 0;
            foreach (View item in view.Records(options))
            {
                if ((item.State & ViewState.Contradiction) != 0) errors.Add(ImpossibleOption(view, options, index, item));
                index++;
            }
        }
    }

    // What an option with an impossible length says of itself, and what would be right, both as its length field counts.
    private static ParseError ImpossibleOption(scoped in View view, RecordsField options, int index, scoped in View item)
    {
        Table head = options.Items.Kinds.Fallback.Table;
        TableRoles roles = head.Roles;
        bool saysLength = item.Bytes.Length >= (roles.Length!.BitOffset + roles.Length.Width + 7) / 8;
        ulong stated = saysLength ? (ulong)roles.Length.Show(roles.Length.Bits64(item.Bytes)) : 0;
        int right = roles.LengthScale.BytesOf(stated) < (ulong)head.FixedLength ? head.FixedLength : item.Bytes.Length;
        return new(Fault.Contradiction, view.Kind.Name, $"{options.Name}[{index}]", item.Offset,
            (int)roles.LengthScale.CountOf(right), (int)stated, view.Kind.Table.Roles.HeaderLength?.Name);
    }

    // RFC 4884, 4.5 and 4.6: the quote that the length states lies inside the message.
    private static void AddBehind(scoped in View view, List<ParseError> errors)
    {
        if (view.Kind.Table.Behind is not { Length: { } length } behind
            || view.Whole <= length.Index || (view.State & ViewState.Contradiction) == 0)
            return;
        int stated = (int)length.ShownIn(view), there = view.StatedLength - view.HeaderLength;
        if (stated * behind.Unit > there) errors.Add(Contradiction(view, length, there / behind.Unit, stated));
    }

    private static ParseError Contradiction(scoped in View view, ScalarField field, int fits, int stated) =>
        new(Fault.Contradiction, view.Kind.Name, field.Name, view.Offset + (field.BitOffset / 8), fits, stated, LimitOf(view));
}
