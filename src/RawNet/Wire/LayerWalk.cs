using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>A walk over the layers of a frame, outermost first, trailers as their regions end. It allocates nothing and never fails.</summary>
public ref struct LayerWalk
{
    /// <summary>Layers beyond this depth are data: no honest packet has them, and a hostile one must not cost memory.</summary>
    internal const int MostLayers = 32;

    private readonly Catalogue _catalogue;
    private readonly ReadOnlySpan<byte> _frame;
    private KindSet? _next;
    private bool _isDone;
    private int _at;
    private int _layers;
    private int _openCount;
    private OpenRegions _open;
    private ViewState _state;
    private ReadOnlySpan<byte> _network;
    private Kind? _networkKind;
    private View _current;

    internal LayerWalk(Catalogue catalogue, KindSet? first, ReadOnlySpan<byte> frame, int length)
    {
        _catalogue = catalogue;
        _frame = frame;
        _next = first;
        _isDone = first is null;
        _open[0] = new(length, null, Layer: -1);
        _openCount = 1;
    }

    /// <summary>The layer at hand.</summary>
    public readonly View Current => _current;

    /// <summary>For a trailer, the index of the layer behind whose end it lies.</summary>
    internal int Closes { get; private set; }

    /// <summary>The walk itself, for foreach.</summary>
    public readonly LayerWalk GetEnumerator() => this;

    /// <summary>Goes to the next layer.</summary>
    public bool MoveNext()
    {
        if (_isDone) return false;
        if (_next is not null) return ReadLayer(_next);
        return _at < Math.Min(Innermost.End, _frame.Length) ? ReadData() : ReadTrailer();
    }

    private readonly OpenRegion Innermost => _open[_openCount - 1];

    private readonly Region RegionHere => new(Innermost.End - _at, Innermost.Limit, _at, _state);

    private bool ReadLayer(KindSet set)
    {
        Region region = RegionHere;
        ReadOnlySpan<byte> bytes = _frame[Math.Min(_at, _frame.Length)..Math.Min(Innermost.End, _frame.Length)];
        View view = View.Of(set.Choose(bytes, region.Stated), bytes, region).Above(_network, _networkKind);
        _current = view;
        TableRoles roles = view.Kind.Table.Roles;
        if (view.StatedLength < region.Stated) Open(_at + view.StatedLength, roles.Length!);
        else if (roles.Length is { } length && (view.State & Unsure) == 0) _open[_openCount - 1] = Innermost with { Limit = length };
        _at += view.HeaderLength;
        _next = NextSet(view, roles);
        _state = Inherited(view, roles);
        if (roles is { Source: not null, Destination: not null } && view.IsWhole)
        {
            _network = view.Bytes;
            _networkKind = view.Kind;
        }
        _layers++;
        return true;
    }

    // Of a layer in such a state the length does not say where the region ends, even if both end at one place.
    private const ViewState Unsure = ViewState.Contradiction | ViewState.Distrusted | ViewState.Clipped | ViewState.Cut;

    private readonly KindSet? NextSet(scoped in View view, TableRoles roles)
    {
        bool isData = (view.State & (ViewState.Distrusted | ViewState.Cut)) != 0 || _layers + 1 >= MostLayers;
        if (isData || roles.FragmentOffset is { } offset && offset.BitsIn(view) != 0) return null;
        if (roles.Next is { } next) return _catalogue.Next(next.Traits.Demux!, next.ShownIn(view));
        // A quote may be missing altogether; then nothing of it is cut.
        return roles.Carries is { } always && view.StatedLength > view.HeaderLength ? _catalogue.Next(always.Space, always.Number) : null;
    }

    private static ViewState Inherited(scoped in View view, TableRoles roles)
    {
        ViewState state = view.State & (ViewState.Quoted | ViewState.Clipped | ViewState.Fragment);
        return roles.Quotes ? state & ~ViewState.Fragment | ViewState.Quoted : state;
    }

    private bool ReadData()
    {
        ReadOnlySpan<byte> bytes = _frame[_at..Math.Min(Innermost.End, _frame.Length)];
        _current = View.Of(_catalogue.Data, bytes, RegionHere);
        _at += bytes.Length;
        _layers++;
        return true;
    }

    private bool ReadTrailer()
    {
        while (_openCount > 1)
        {
            OpenRegion closed = _open[--_openCount];
            int end = Math.Min(Innermost.End, _frame.Length);
            if (closed.End >= end) continue;
            (_at, Closes) = (closed.End, closed.Layer);
            _current = View.Of(_catalogue.Trailer, _frame[_at..end], RegionHere with { State = 0 });
            _at = end;
            return true;
        }
        _isDone = true;
        return false;
    }

    private void Open(int end, ScalarField limit)
    {
        _open[_openCount++] = new(end, limit, _layers);
    }

    private readonly record struct OpenRegion(int End, ScalarField? Limit, int Layer);

    [InlineArray(MostLayers + 1)]
    private struct OpenRegions
    {
        private OpenRegion _first;
    }
}
