using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>What reading found out about a layer.</summary>
[Flags]
internal enum ViewState
{
    Whole = 0,
    Truncated = 1,
    Malformed = 2,

    /// <summary>Two statements disagree; no byte is missing for it.</summary>
    Contradiction = 4,

    /// <summary>The header cannot be trusted: what follows it is data.</summary>
    Distrusted = 8,
    Quoted = 16,

    /// <summary>The region is shorter than an enclosing length states: sums over it cannot be verified.</summary>
    Clipped = 32,
    Fragment = 64,
    Cut = Truncated | Malformed,
}

/// <summary>The place of a layer: where its region ends and who says so.</summary>
/// <param name="Stated">Bytes from the start of the layer to the end that the enclosing header states.</param>
/// <param name="Limit">The field that states it, or null for the frame itself.</param>
/// <param name="Offset">Bytes from the start of the frame.</param>
/// <param name="State">What is inherited: quoted, clipped, fragment.</param>
internal readonly record struct Region(int Stated, ScalarField? Limit, int Offset, ViewState State)
{
    public static Region Whole(int length) => new(length, null, 0, ViewState.Whole);
}

/// <summary>One message seen through its table. It reads and never writes; it allocates nothing.</summary>
public readonly ref struct View
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<byte> _network;

    private View(Kind kind, ReadOnlySpan<byte> bytes, scoped in Region region)
    {
        Kind = kind;
        _bytes = bytes;
        Enclosing = region;
        State = region.State;
        StatedLength = region.Stated;
        Whole = int.MaxValue;
    }

    private View(scoped in View view, int header, int whole, ViewState state)
    {
        this = view;
        (HeaderLength, Whole, State) = (header, whole, state);
    }

    private View(scoped in View view, int stated, ViewState state)
    {
        this = view;
        (StatedLength, State) = (stated, state);
        if (stated < _bytes.Length) _bytes = _bytes[..stated];
    }

    private View(scoped in View view, ReadOnlySpan<byte> network, Kind? networkKind)
    {
        this = view;
        _network = network;
        NetworkKind = networkKind;
    }

    /// <summary>Which message this is.</summary>
    public Kind Kind { get; }

    /// <summary>The captured bytes of the layer with all that it carries.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The bytes of the message itself, without what it carries.</summary>
    public ReadOnlySpan<byte> Header => _bytes[..HeaderLength];

    /// <summary>What follows the message inside its region.</summary>
    public ReadOnlySpan<byte> Payload => _bytes[HeaderLength..];

    /// <summary>Bytes of the message itself; of a cut one, those that are there.</summary>
    public int HeaderLength { get; }

    /// <summary>Bytes of the layer with all that it carries, as its own or an enclosing length states; may exceed <see cref="Bytes"/> when the capture is cut.</summary>
    public int StatedLength { get; }

    /// <summary>Bytes from the start of the frame.</summary>
    public int Offset => Enclosing.Offset;

    /// <summary>True when every declared field is there.</summary>
    public bool IsWhole => (State & ViewState.Cut) == 0;

    /// <summary>True for the layers of a packet that an ICMP error quotes.</summary>
    public bool IsQuoted => (State & ViewState.Quoted) != 0;

    internal Region Enclosing { get; }

    internal ViewState State { get; }

    /// <summary>Fields with a smaller index are there.</summary>
    internal int Whole { get; }

    internal ReadOnlySpan<byte> Network => _network;

    /// <summary>The kind of the innermost network layer around this one.</summary>
    internal Kind? NetworkKind { get; }

    /// <summary>True when this is a message of that kind.</summary>
    public bool Is(Kind kind) => ReferenceEquals(Kind, kind);

    /// <summary>True when the field belongs to this message and is there.</summary>
    public bool Has(Field field) => ReferenceEquals(field.Table, Kind.Table) && field.Index < Whole;

    /// <summary>The shown value of a field.</summary>
    /// <exception cref="ArgumentException">The field belongs to another table.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Get<T>(Field<T> field)
        where T : unmanaged
    {
        if (!ReferenceEquals(field.Table, Kind.Table)) Refuse(field);
        return field.Get(field.Part == 0 ? _bytes : PartBytes(field.Part));
    }

    /// <summary>The bits of a field as on the wire, past any codec.</summary>
    public UInt128 GetRaw(ScalarField field)
    {
        if (!ReferenceEquals(field.Table, Kind.Table)) Refuse(field);
        return field.BitsIn(this);
    }

    /// <summary>The bytes of a field of bytes.</summary>
    public ReadOnlySpan<byte> Get(BytesField field)
    {
        if (!ReferenceEquals(field.Table, Kind.Table)) Refuse(field);
        int at = Kind.Table.OffsetOf(field.Part, this);
        return _bytes.Slice(at, Math.Min(field.Extent(this, at).Length, _bytes.Length - at));
    }

    /// <summary>The items of a list of values.</summary>
    public ListView<T> Get<T>(ListField<T> field)
        where T : unmanaged
    {
        if (!ReferenceEquals(field.Table, Kind.Table)) Refuse(field);
        int at = Kind.Table.OffsetOf(field.Part, this);
        return new(_bytes.Slice(at, field.WholeBytes(this, at)));
    }

    /// <summary>The records or options of a list; the walk cannot fail, and of a damaged list it yields what is whole.</summary>
    public RecordWalk Records(RecordsField field)
    {
        if (!ReferenceEquals(field.Table, Kind.Table)) Refuse(field);
        return field.Walk(this, Kind.Table.OffsetOf(field.Part, this));
    }

    /// <summary>Whether the checksum is right, or why that cannot be said.</summary>
    public ChecksumStatus ChecksumStatus => ChecksumRule.StatusOf(this);

    /// <summary>Every fault and contradiction of this layer, in wire order. Empty for most; making the list allocates.</summary>
    public IReadOnlyList<ParseError> Errors() =>
        (State & (ViewState.Cut | ViewState.Contradiction)) == 0 && _bytes.Length >= StatedLength ? Array.Empty<ParseError>() : Diagnosis.Of(this);

    internal static View Of(Kind kind, ReadOnlySpan<byte> bytes, scoped in Region region) => Layout.Read(new View(kind, bytes, region));

    internal ReadOnlySpan<byte> PartBytes(int part) => part == 0 ? _bytes : _bytes[Kind.Table.OffsetOf(part, this)..];

    internal View WithHeader(int header, int whole, ViewState state) => new(this, header, whole, state);

    internal View WithRegion(int stated, ViewState state) => new(this, stated, state);

    internal View Above(ReadOnlySpan<byte> network, Kind? kind) => new(this, network, kind);

    private void Refuse(Field field) => throw new ArgumentException($"{field.Name} is no field of {Kind.Name}", nameof(field));
}
