namespace RawNet.Wire;

/// <summary>Walks the parts of a table over bytes: finds how long the header is, what of it is there, and where its region ends.</summary>
internal static class Layout
{
    public static void Read(ref View view)
    {
        Table table = view.Kind.Table;
        bool isCut = table.FixedLength > Math.Min(view.Bytes.Length, view.StatedLength);
        bool isBounded = table.Roles.Steers && table.Roles.HeaderLength is null && !table.Roles.CarriesNothing && !isCut;
        // What a message's own length bounds is read inside it.
        if (isBounded) view.SetHeader(table.FixedLength, View.AllFields, view.State);
        else ReadParts(ref view, 0, 0);
        if (table.Roles.Steers) Settle(ref view);
        if (isBounded && table.Parts.Length > 1) ReadParts(ref view, 1, table.FixedLength);
    }

    private static void ReadParts(ref View view, int part, int at)
    {
        Part[] parts = view.Kind.Table.Parts;
        ViewState state = view.State;
        int there = Math.Min(view.Bytes.Length, view.StatedLength);
        for (; part < view.Kind.Table.HeaderParts; part++)
        {
            Extent extent = parts[part].Variable is { } variable ? variable.Extent(view, at) : new(parts[part].Length, Whole: true);
            if (!extent.Whole || at + extent.Length > there)
            {
                CutAt(ref view, part, at, Math.Min(there, at + extent.Length));
                return;
            }
            if (extent.Doubtful) state |= ViewState.Contradiction;
            at += extent.Length;
        }
        view.SetHeader(at, View.AllFields, state);
        if (view.Kind.Table.Behind is { } behind) ReadBehind(ref view, behind);
    }

    private static void ReadBehind(ref View view, BehindPayload behind)
    {
        byte first = (byte)view.Kind.Table.FirstBehind;
        (int at, ViewState doubt) = StartBehind(view, behind);
        ViewState state = view.State | doubt;
        int there = Math.Min(view.Bytes.Length, view.StatedLength);
        // Of what was captured in part nothing can be said: its bytes stay with the payload.
        if (at == 0) view.SetBehind(0, first, state);
        else if (there < view.StatedLength) view.SetBehind(there <= at ? at : 0, first, state | ViewState.Truncated);
        else
        {
            view.SetBehind(at, View.AllFields, state);
            view.SetBehind(at, View.AllFields, state | DoubtsBehind(view, at));
        }
    }

    private static ViewState DoubtsBehind(scoped in View view, int at)
    {
        Part[] parts = view.Kind.Table.Parts;
        ViewState doubts = 0;
        for (int part = view.Kind.Table.HeaderParts; part < parts.Length; part++)
        {
            Extent extent = parts[part].Variable is { } variable ? variable.Extent(view, at) : new(parts[part].Length, Whole: true);
            if (extent.Doubtful) doubts |= ViewState.Contradiction;
            at += extent.Length;
        }
        return doubts;
    }

    private static (int At, ViewState Doubt) StartBehind(scoped in View view, BehindPayload behind)
    {
        int header = view.HeaderLength, left = view.StatedLength - view.Kind.Table.Parts[view.Kind.Table.HeaderParts].Length;
        if (behind.Length is not { } length) return (header <= left ? header : 0, 0);
        int stated = (int)length.ShownIn(view) * behind.Unit;
        if (stated == 0) return (IsLegacy(view, header + behind.Least) ? header + behind.Least : 0, 0);
        return header + stated <= left ? (header + stated, 0) : (0, header + stated > view.StatedLength ? ViewState.Contradiction : 0);
    }

    // RFC 4884, 5.5: before the length was defined, extensions stood behind 128 bytes.
    // Version 2 and a right sum tell them from a long quote.
    private static bool IsLegacy(scoped in View view, int at) =>
        view.Bytes.Length == view.StatedLength && at + 4 <= view.StatedLength && view.Bytes[at] >> 4 == 2
        && InternetChecksum.Finish(InternetChecksum.Sum(view.Bytes[at..])) == 0;

    private static void Settle(ref View view)
    {
        if (!view.IsWhole) return;
        TableRoles roles = view.Kind.Table.Roles;
        view.SetHeader(view.HeaderLength, View.AllFields, view.State | Doubts(view, roles));
        Narrow(ref view, roles);
    }

    // The first field that is not whole decides: beyond the stated end it is malformed, beyond the captured one truncated.
    private static void CutAt(ref View view, int part, int at, int there)
    {
        Table table = view.Kind.Table;
        byte cut = 0;
        ViewState fault = ViewState.Malformed;
        foreach (Field field in table.InOrder)
        {
            if (field.Part < part) continue;
            int end = at + (field is ScalarField scalar ? (scalar.BitOffset + scalar.Width + 7) / 8 : 0);
            if (field is ScalarField && end <= there) continue;
            cut = (byte)field.Index;
            int needed = field is VariableField variable ? variable.NeededEnd(view, at) : end;
            fault = needed > view.StatedLength ? ViewState.Malformed : ViewState.Truncated;
            break;
        }
        view.SetHeader(there, cut, view.State | fault | ViewState.Distrusted);
        if (cut > (table.Roles.Version?.Index ?? int.MaxValue)) view.SetHeader(there, cut, view.State | Doubts(view, table.Roles));
    }

    // RFC 1122, 3.2.1.1: a header of another version or with an impossible length is not what it seems.
    private static ViewState Doubts(scoped in View view, TableRoles roles)
    {
        bool isOther = roles.Version is { } version && view.Whole > version.Index && version.BitsIn(view) != version.Default;
        if (!isOther && roles.HeaderLength is { } header && view.Whole > header.Index)
        {
            ulong length = roles.HeaderScale.BytesOf(header.ShownIn(view));
            isOther = length < (ulong)view.Kind.Table.FixedLength || (!view.IsWhole && EndsBefore(view, roles, length));
        }
        return isOther ? ViewState.Contradiction | ViewState.Distrusted : 0;
    }

    // A cut header that states an end of the packet inside itself contradicts itself, whatever it lacks.
    private static bool EndsBefore(scoped in View view, TableRoles roles, ulong header) =>
        roles.Length is { } length && view.Whole > length.Index && !(roles.ZeroLengthIsRest && length.ShownIn(view) == 0)
        && roles.LengthScale.BytesOf(length.ShownIn(view)) < header;

    private static void Narrow(ref View view, TableRoles roles)
    {
        ViewState state = view.State;
        if (roles.MoreFragments is { } more && more.BitsIn(view) != 0 || roles.FragmentOffset is { } offset && offset.BitsIn(view) != 0)
            state |= ViewState.Fragment;
        (int stated, state) = (state & ViewState.Distrusted) == 0 && roles.Length is { } length
            ? EndOf(view, roles, length, state)
            : (view.StatedLength, state);
        view.EndAt(roles.CarriesNothing ? view.HeaderLength : stated, state);
    }

    private static (int Stated, ViewState State) EndOf(scoped in View view, TableRoles roles, ScalarField length, ViewState state)
    {
        ulong stated = roles.LengthScale.BytesOf(length.ShownIn(view));
        int enclosing = view.StatedLength;
        if (length.ShownIn(view) == 0 && view.Kind.MayLeaveLengthOpen?.Invoke(view) == true) return (enclosing, state & ~ViewState.Clipped);
        if (length.ShownIn(view) == 0 && roles.ZeroLengthIsRest)
            return (enclosing, enclosing > view.HeaderLength ? state | ViewState.Contradiction : state);
        if (stated < (ulong)view.HeaderLength) return (enclosing, state | ViewState.Contradiction | ViewState.Distrusted);
        if (stated > (ulong)enclosing) return (enclosing, state | Overrun(state, roles));
        return ((int)stated, state & ~ViewState.Clipped);
    }

    // A packet longer than its frame says so wrongly, and its sums are over what came; an error quotes as much as it likes.
    // RFC 791, 3.2: a fragment holds a part of what the length inside the first one states.
    private static ViewState Overrun(ViewState state, TableRoles roles)
    {
        if (roles.Source is not null && (state & ViewState.Quoted) == 0) return ViewState.Contradiction | ViewState.Overrun;
        return (state & ViewState.Fragment) != 0 ? ViewState.Clipped : ViewState.Clipped | ViewState.Contradiction;
    }
}
