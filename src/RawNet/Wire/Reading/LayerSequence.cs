namespace RawNet.Wire;

/// <summary>The layers of a frame, outermost first, for foreach. Each foreach is a <see cref="LayerWalk"/> of its own,
/// made where it is used: a walk is too big to copy.</summary>
public readonly ref struct LayerSequence
{
    private readonly Catalogue _catalogue;
    private readonly KindSet? _first;
    private readonly ReadOnlySpan<byte> _frame;
    private readonly int _length;
    private readonly int _check;

    internal LayerSequence(Catalogue catalogue, KindSet? first, ReadOnlySpan<byte> frame, int length, int check)
    {
        (_catalogue, _first, _length, _check) = (catalogue, first, length, check);
        _frame = frame;
    }

    /// <summary>The captured bytes without those of the frame check sequence.</summary>
    public ReadOnlySpan<byte> WithoutFrameCheck => _frame[..Math.Min(_frame.Length, _length - _check)];

    /// <summary>A walk that stands before the first layer.</summary>
    public LayerWalk GetEnumerator() => new(_catalogue, _first, _frame, _length, _check);
}
