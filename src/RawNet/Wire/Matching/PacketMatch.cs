namespace RawNet.Wire;

/// <summary>A layer that a filter names, with the bytes of its variable fields built once: matching allocates nothing.</summary>
internal sealed class WantedLayer
{
    private readonly byte[][] _built;

    public WantedLayer(Spec spec)
    {
        Spec = spec;
        _built = [.. spec.Values.Select(BytesOf)];
    }

    public Spec Spec { get; }

    /// <summary>What a variable field would be built as; the index is that of its value among those given.</summary>
    public ReadOnlySpan<byte> BuiltAt(int index) => _built[index];

    private static byte[] BytesOf(Assignment value)
    {
        if (value.Field is not VariableField field || value.IsAny) return [];
        byte[] built = new byte[field.LengthOf(value.Parts!)];
        field.Write(built, value.Parts!);
        return built;
    }
}

/// <summary>Compares the layers of a frame with specs (R18): an open field matches anything, an open checksum
/// or length only when it is right.</summary>
internal static class PacketMatch
{
    /// <summary>True when the layers stand somewhere in the frame, one behind the other; null stands for any number of layers.</summary>
    public static bool Find(LayerSequence frame, ReadOnlySpan<WantedLayer?> layers) =>
        Find(frame.GetEnumerator(), layers, 0, maySkip: true, isStart: true);

    private static bool Find(LayerWalk walk, ReadOnlySpan<WantedLayer?> layers, int index, bool maySkip, bool isStart)
    {
        if (index == layers.Length) return true;
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

    private static bool IsMatch(scoped in View view, WantedLayer wanted)
    {
        Kind kind = wanted.Spec.Kind;
        if (!kind.IsFallback || kind == view.Kind) return view.Is(kind) && FieldsMatch(view, wanted);
        // `icmp` stands for any ICMP message: the same bytes through the table that all of them share.
        if (view.Kind.Protocol != kind.Protocol) return false;
        View.Read(kind, view.Bytes, view.Enclosing, out View shared);
        shared.LieIn(view.NetworkKind, view.AddressSum);
        return FieldsMatch(shared, wanted);
    }

    private static bool FieldsMatch(scoped in View view, WantedLayer wanted)
    {
        ReadOnlySpan<Assignment> values = wanted.Spec.Given;
        for (int i = 0; i < values.Length; i++)
            if (!values[i].IsAny && !(view.Has(values[i].Field) && IsEqual(view, values[i], wanted.BuiltAt(i)))) return false;
        return OpenSumIsRight(view, wanted.Spec) && OpenLengthIsRight(view, wanted.Spec);
    }

    private static bool IsEqual(scoped in View view, in Assignment value, ReadOnlySpan<byte> built)
    {
        if (value.Field is ScalarField scalar) return scalar.BitsIn(view) == value.Bits;
        var field = (VariableField)value.Field;
        int at = view.Kind.Table.OffsetOf(field.Part, view);
        return view.Bytes.Slice(at, Math.Min(field.Extent(view, at).Length, view.Bytes.Length - at)).SequenceEqual(built);
    }

    private static bool OpenSumIsRight(scoped in View view, Spec wanted) =>
        IsRightOrGiven(view.Kind.Table.Roles.Checksum, view.ChecksumStatus, wanted)
        && (view.Kind.Table.Roles.ChecksumBehind is not { } behind || IsRightOrGiven(behind, view.ExtensionChecksumStatus, wanted));

    private static bool IsRightOrGiven(ScalarField? sum, ChecksumStatus status, Spec wanted) =>
        sum is null || status != ChecksumStatus.Bad || wanted.Find(sum) is not null;

    private static bool OpenLengthIsRight(scoped in View view, Spec wanted) =>
        view.Kind.Table.Roles.Length is not { } length || wanted.Find(length) is not null || (view.State & ViewState.Contradiction) == 0;
}
