namespace RawNet.Wire;

/// <summary>Walks the parts of a table over bytes: finds how long the header is, what of it is there, and where its region ends.</summary>
internal static class Layout
{
    public static View Read(scoped in View view)
    {
        Table table = view.Kind.Table;
        if (!table.Roles.Steers) return ReadParts(view, 0, 0, view.State);
        if (table.Roles.HeaderLength is not null || table.Parts[0].Length > view.Bytes.Length || table.Parts[0].Length > view.StatedLength) return Settle(ReadParts(view, 0, 0, view.State));
        // What a message's own length bounds is read inside it.
        View narrowed = Settle(view.WithHeader(table.FixedLength, int.MaxValue, view.State));
        return table.Parts.Length == 1 ? narrowed : ReadParts(narrowed, 1, table.FixedLength, narrowed.State);
    }

    private static View ReadParts(scoped in View view, int part, int at, ViewState state)
    {
        Part[] parts = view.Kind.Table.Parts;
        int there = Math.Min(view.Bytes.Length, view.StatedLength);
        for (; part < parts.Length; part++)
        {
            Extent extent = parts[part].Variable is { } variable ? variable.Extent(view, at) : new(parts[part].Length, Whole: true);
            if (!extent.Whole || at + extent.Length > there) return CutAt(view, part, at, there);
            if (extent.Doubtful) state |= ViewState.Contradiction;
            at += extent.Length;
        }
        return view.WithHeader(at, int.MaxValue, state);
    }

    private static View Settle(scoped in View view)
    {
        if (!view.IsWhole) return view;
        TableRoles roles = view.Kind.Table.Roles;
        return Narrow(view.WithHeader(view.HeaderLength, int.MaxValue, view.State | Doubts(view, roles)), roles);
    }

    // The first field that is not whole decides: beyond the stated end it is malformed, beyond the captured one truncated.
    private static View CutAt(scoped in View view, int part, int at, int there)
    {
        Table table = view.Kind.Table;
        int cut = 0;
        ViewState fault = ViewState.Malformed;
        foreach (Field field in table.Fields)
        {
            if (field.Part < part) continue;
            int end = at + (field is ScalarField scalar ? (scalar.BitOffset + scalar.Width + 7) / 8 : 0);
            if (field is ScalarField && end <= there) continue;
            cut = field.Index;
            int needed = field is VariableField variable ? variable.NeededEnd(view, at) : end;
            fault = needed > view.StatedLength ? ViewState.Malformed : ViewState.Truncated;
            break;
        }
        ViewState doubts = cut > (table.Roles.Version?.Index ?? int.MaxValue) ? Doubts(view.WithHeader(there, cut, view.State), table.Roles) : 0;
        return view.WithHeader(there, cut, view.State | fault | doubts | ViewState.Distrusted);
    }

    // RFC 1122, 3.2.1.1: a header of another version or with an impossible length is not what it seems.
    private static ViewState Doubts(scoped in View view, TableRoles roles)
    {
        ViewState doubts = 0;
        if (roles.Version is { } version && view.Whole > version.Index && version.BitsIn(view) != version.Default) doubts |= ViewState.Contradiction | ViewState.Distrusted;
        if (roles.HeaderLength is { } length && view.Whole > length.Index && length.ShownIn(view) < (ulong)view.Kind.Table.FixedLength) doubts |= ViewState.Contradiction | ViewState.Distrusted;
        return doubts;
    }

    private static View Narrow(scoped in View view, TableRoles roles)
    {
        ViewState state = view.State;
        if (roles.MoreFragments is { } more && more.BitsIn(view) != 0 || roles.FragmentOffset is { } offset && offset.BitsIn(view) != 0) state |= ViewState.Fragment;
        if (roles.Length is not { } field || (state & ViewState.Distrusted) != 0) return view.WithRegion(view.StatedLength, state);
        ulong shown = field.ShownIn(view);
        ulong stated = roles.LengthIsPayload ? shown + (ulong)view.Kind.Table.FixedLength : shown;
        if (shown == 0 && roles.ZeroLengthIsRest) return view.WithRegion(view.StatedLength, view.StatedLength > view.HeaderLength ? state | ViewState.Contradiction : state);
        if (stated < (ulong)view.HeaderLength) return view.WithRegion(view.StatedLength, state | ViewState.Contradiction | ViewState.Distrusted);
        if (stated > (ulong)view.StatedLength) return view.WithRegion(view.StatedLength, state | ViewState.Clipped | Overrun(state));
        return view.WithRegion((int)stated, state & ~ViewState.Clipped);
    }

    // RFC 791, 3.2: a fragment holds a part of what the length inside the first one states.
    private static ViewState Overrun(ViewState state) => (state & ViewState.Fragment) != 0 ? ViewState.Whole : ViewState.Contradiction;
}
