using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>A walk over the layers of a frame, outermost first, trailers as their regions end, a frame check sequence last.
/// It allocates nothing and never fails.</summary>
public ref struct LayerWalk
{
    // Of layers that state where they end: each costs memory until it has ended.
    private const int MostOpen = 32;

    private readonly Catalogue _catalogue;
    private readonly ReadOnlySpan<byte> _frame;
    private readonly ReadOnlySpan<byte> _check;
    private KindSet? _next;
    private bool _isDone;
    private bool _isTooDeep;
    private int _at;
    private int _layers;
    private int _openCount;
    private OpenRegions _open;
    private ScalarField? _limit;
    private ViewState _state;
    private Addressing _addressing;
    private View _current;

    internal LayerWalk(Catalogue catalogue, KindSet? first, ReadOnlySpan<byte> frame, int length, int check)
    {
        _catalogue = catalogue;
        length -= check;
        _frame = frame[..Math.Min(frame.Length, length)];
        _check = frame[_frame.Length..];
        _next = first;
        _isDone = first is null;
        _open[0] = new(length, Layer: -1, length);
        _openCount = 1;
    }

    /// <summary>The layer at hand.</summary>
    [UnscopedRef]
    public readonly ref readonly View Current => ref _current;

    /// <summary>For a trailer, the index of the layer behind whose end it lies.</summary>
    internal int Closes { get; private set; }

    /// <summary>For a trailer, whether it fills a quote up to the extensions behind it.</summary>
    internal bool PadsPayload { get; private set; }

    /// <summary>Goes to the next layer.</summary>
    public bool MoveNext()
    {
        if (_isDone) return false;
        if (_next is not null) return ReadLayer(_next);
        return _at < Math.Min(Innermost.End, _frame.Length) ? ReadData() : ReadTrailer();
    }

    private readonly OpenRegion Innermost => _open[_openCount - 1];

    private readonly Region RegionHere => new(Innermost.End - _at, _limit, _at, _state);

    private bool ReadLayer(KindSet set)
    {
        Region region = RegionHere;
        ReadOnlySpan<byte> bytes = _frame[Math.Min(_at, _frame.Length)..Math.Min(Innermost.End, _frame.Length)];
        View.Read(set.Choose(bytes, region.Stated), bytes, region, out _current);
        _current.LieIn(_addressing.Network, _addressing.Sum);
        TableRoles roles = _current.Kind.Table.Roles;
        Bound(region, roles);
        _at += _current.HeaderLength;
        KindSet? next = NextSet(_current, roles);
        _isTooDeep = next is not null && (_layers + 1 >= View.MostLayers || _openCount > MostOpen);
        _next = _isTooDeep ? null : next;
        _state = Inherited(_current, roles);
        if (_current.IsWhole) _addressing.Pass(_current, roles);
        _layers++;
        return true;
    }

    // Of a layer in such a state the length does not say where the region ends, even if both end at one place.
    private const ViewState Unsure = ViewState.Contradiction | ViewState.Distrusted | ViewState.Clipped | ViewState.Cut;

    private readonly KindSet? NextSet(scoped in View view, TableRoles roles)
    {
        bool isData = (view.State & ViewState.Distrusted) != 0 || !view.HasHeader;
        if (isData || roles.FragmentOffset is { } offset && offset.BitsIn(view) != 0) return null;
        if (roles.HoldsData && !view.IsQuoted && view.PayloadEnd > view.HeaderLength && view.Bytes.Length == view.HeaderLength)
            return _catalogue.Missing;
        // What carries nothing, as the probes of a protocol scan or an error without a quote, has nothing that is cut.
        if (view.PayloadEnd <= view.HeaderLength && !LacksNext(view, roles)) return null;
        if (roles.Next is { } next) return _catalogue.Next(next.Traits.Demux!, next.ShownIn(view));
        return roles.Carries is { } always ? _catalogue.Next(always.Space, always.Number) : null;
    }

    // RFC 8200, 4.7: an IPv6 header behind which there is nothing says so. A fragment may hold none of what it belongs
    // to, and a quote ends where it likes.
    private static bool LacksNext(scoped in View view, TableRoles roles) =>
        !view.IsQuoted && roles.FragmentOffset is null && roles.Next is { } next && next.Traits.Demux!.CanSayNothing;

    private static ViewState Inherited(scoped in View view, TableRoles roles)
    {
        ViewState state = view.State & Region.Inherited;
        return roles.Quotes ? state & ~ViewState.Fragment | ViewState.Quoted : state;
    }

    private bool ReadData()
    {
        ReadOnlySpan<byte> bytes = _frame[_at..Math.Min(Innermost.End, _frame.Length)];
        View.Read(_catalogue.Data, bytes, RegionHere, out _current);
        if (_isTooDeep)
            _current.SetHeader(_current.HeaderLength, View.AllFields, _current.State | ViewState.Contradiction | ViewState.Distrusted);
        _isTooDeep = false;
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
            if (closed.Covered >= end) continue;
            (_at, Closes) = (closed.Covered, closed.Layer);
            PadsPayload = Innermost.End < Math.Min(Innermost.Covered, _frame.Length);
            View.Read(_catalogue.Trailer, _frame[_at..end], RegionHere with { State = 0 }, out _current);
            _at = end;
            return true;
        }
        _isDone = true;
        return !_check.IsEmpty && ReadCheck(_catalogue.FrameCheck!);
    }

    private bool ReadCheck(Kind kind)
    {
        int length = kind.Table.FixedLength;
        View.Read(kind, _check, new(length, null, _frame.Length, 0), out _current);
        if (_check.Length == length)
            _current.EndFrame(
                kind.Table.Roles.Checksum!.Bits(_check) == FrameCheckSum.Of(_frame) ? ChecksumStatus.Good : ChecksumStatus.Bad);
        return true;
    }

    // A length that ends where the enclosing one does is still what states the end of the layers inside.
    private void Bound(scoped in Region region, TableRoles roles)
    {
        int end = _at + _current.StatedLength;
        if (_current.StatedLength < region.Stated) Open(end, end);
        if (roles.Length is { } length && (_current.State & Unsure) == 0) _limit = length;
        if (_current.BehindAt == 0) return;
        Open(_at + _current.BehindAt, end);
        _limit = _current.Kind.Table.Behind!.Length;
    }

    private void Open(int end, int covered) => _open[_openCount++] = new(end, _layers, covered);

    /// <summary>What pseudo-headers take from the layers passed so far.</summary>
    private struct Addressing
    {
        private ulong _source;
        private ulong _destination;
        private ulong _stop;

        /// <summary>The kind of the innermost network layer.</summary>
        public Kind? Network { get; private set; }

        /// <summary>The sum of its source and of where the packet goes in the end.</summary>
        public ushort Sum { get; private set; }

        public void Pass(scoped in View layer, TableRoles roles)
        {
            if (roles is { Source: { } source, Destination: not null })
            {
                Network = layer.Kind;
                _source = ChecksumRule.SumOf(source.BitsIn(layer));
                _stop = _destination = ChecksumRule.SumOf(ChecksumRule.FinalDestination(layer));
            }
            // RFC 8200, 8.1: with a routing header that is not used up, the last stop is the destination.
            else if (layer.Kind.FinalStop is { } finalStop) _stop = finalStop(layer) is { } stop ? ChecksumRule.SumOf(stop) : _destination;
            else if (layer.Kind.HomeAddress?.Invoke(layer) is { } home) _source = ChecksumRule.SumOf(home);
            else return;
            Sum = InternetChecksum.Fold(_source + _stop);
        }
    }

    /// <param name="End">Where what the layer carries ends.</param>
    /// <param name="Layer">The index of the layer.</param>
    /// <param name="Covered">Where the layer itself ends: behind fields that follow its payload.</param>
    private readonly record struct OpenRegion(int End, int Layer, int Covered);

    // A layer opens one region at most: its own length ends it, or fields stand behind what it carries (Table.Close).
    [InlineArray(MostOpen + 1)]
    private struct OpenRegions
    {
        private OpenRegion _first;
    }
}
