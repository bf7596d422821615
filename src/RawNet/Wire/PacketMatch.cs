namespace RawNet.Wire;

/// <summary>Compares the layers of a frame with specs (R18): an open field matches anything, an open checksum or length only when it is right.</summary>
internal static class PacketMatch
{
    /// <summary>True when the layers stand somewhere in the frame, one behind the other; null stands for any number of layers.</summary>
    public static bool Find(LayerSequence frame, IReadOnlyList<Spec?> layers) => Find(frame.GetEnumerator(), layers, 0, maySkip: true, isStart: true);

    private static bool Find(LayerWalk walk, IReadOnlyList<Spec?> layers, int index, bool maySkip, bool isStart)
    {
        if (index == layers.Count) return true;
        if (layers[index] is not { } wanted) return Find(walk, layers, index + 1, maySkip: true, isStart: false);
        while (walk.MoveNext())
        {
            // A filter that names no error means the packet itself, not what an error quotes.
            bool mayStart = !isStart || !walk.Current.IsQuoted;
            if (mayStart && IsMatch(walk.Current, wanted) && Find(walk, layers, index + 1, maySkip: false, isStart: false)) return true;
            if (!maySkip) return false;
        }
        return false;
    }

    public static bool IsMatch(scoped in View view, Spec wanted)
    {
        if (!wanted.Kind.IsFallback || wanted.Kind == view.Kind) return view.Is(wanted.Kind) && FieldsMatch(view, wanted);
        // `icmp` stands for any ICMP message: the same bytes through the table that all of them share.
        if (view.Kind.Protocol != wanted.Kind.Protocol) return false;
        View.Read(wanted.Kind, view.Bytes, view.Enclosing, out View shared);
        shared.LieIn(view.NetworkKind, view.AddressSum);
        return FieldsMatch(shared, wanted);
    }

    private static bool FieldsMatch(scoped in View view, Spec wanted)
    {
        foreach (Assignment value in wanted.Values)
            if (!value.IsAny && !(view.Has(value.Field) && IsEqual(view, value))) return false;
        return OpenSumIsRight(view, wanted) && OpenLengthIsRight(view, wanted);
    }

    private static bool IsEqual(scoped in View view, in Assignment value)
    {
        if (value.Field is ScalarField scalar) return scalar.BitsIn(view) == value.Bits;
        var field = (VariableField)value.Field;
        byte[] built = new byte[field.LengthOf(value.Parts!)];
        field.Write(built, value.Parts!);
        int at = view.Kind.Table.OffsetOf(field.Part, view);
        return view.Bytes.Slice(at, Math.Min(field.Extent(view, at).Length, view.Bytes.Length - at)).SequenceEqual(built);
    }

    private static bool OpenSumIsRight(scoped in View view, Spec wanted) =>
        view.Kind.Table.Roles.Checksum is not { } sum || wanted.Values.Any(v => v.Field == sum) || view.ChecksumStatus != ChecksumStatus.Bad;

    private static bool OpenLengthIsRight(scoped in View view, Spec wanted) =>
        view.Kind.Table.Roles.Length is not { } length || wanted.Values.Any(v => v.Field == length) || (view.State & ViewState.Contradiction) == 0;
}
