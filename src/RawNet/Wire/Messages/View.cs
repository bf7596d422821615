using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>What reading found out about a layer.</summary>
[Flags]
internal enum ViewState : byte
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

    /// <summary>A network header around it states more than its frame holds.</summary>
    Overrun = 128,
    Cut = Truncated | Malformed,

    /// <summary>Bytes that a sum covers may be missing.</summary>
    Unsummed = Cut | Clipped | Fragment,
}

/// <summary>The place of a layer: where its region ends and who says so.</summary>
/// <param name="Stated">Bytes from the start of the layer to the end that the enclosing header states.</param>
/// <param name="Limit">The field that states it, or null for the frame itself.</param>
/// <param name="Offset">Bytes from the start of the frame.</param>
/// <param name="State">What is inherited: quoted, clipped, fragment.</param>
internal readonly record struct Region(int Stated, ScalarField? Limit, int Offset, ViewState State)
{
    public const ViewState Inherited = ViewState.Quoted | ViewState.Clipped | ViewState.Fragment | ViewState.Overrun;

    public static Region Whole(int length) => new(length, null, 0, ViewState.Whole);
}

/// <summary>What reading finds out about a message that is its own frame; it holds no reference, so that a caller
/// need not clear room for it.</summary>
internal readonly record struct ViewShape(int Header, int Stated, int BehindAt, ushort Marks);

/// <summary>One message seen through its table. It never writes the bytes and allocates nothing.</summary>
/// <remarks>
/// Only reading sets its members, in the place where the view is wanted: copies would cost more than the reading itself.
/// It fills 64 bytes, one line of the cache: each further member costs every layer that is read.
/// </remarks>
public ref struct View
{
    /// <summary>The value of <see cref="Whole"/> when every field is there.</summary>
    internal const byte AllFields = byte.MaxValue;

    /// <summary>Layers of a packet beyond this depth are data, and an error says so: no honest packet has them, and a hostile
    /// one must not cost time.</summary>
    internal const int MostLayers = 256;

    private ReadOnlySpan<byte> _bytes;

    // State in the high byte, Whole in the low one.
    private ushort _marks;

    /// <summary>Which message this is.</summary>
    public Kind Kind { get; private set; }

    /// <summary>The captured bytes of the layer with all that it carries.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The bytes of the message itself, without what it carries.</summary>
    public readonly ReadOnlySpan<byte> Header => _bytes[..HeaderLength];

    /// <summary>What follows the message inside its region.</summary>
    public readonly ReadOnlySpan<byte> Payload => _bytes[HeaderLength..];

    /// <summary>Bytes of the message itself; of a cut one, those that are there.</summary>
    public int HeaderLength { get; private set; }

    /// <summary>Bytes of the layer with all that it carries, as its own or an enclosing length states;
    /// may exceed <see cref="Bytes"/> when the capture is cut.</summary>
    public int StatedLength { get; private set; }

    /// <summary>Bytes from the start of the frame.</summary>
    public int Offset { get; private set; }

    /// <summary>True when every declared field is there.</summary>
    public readonly bool IsWhole => (State & ViewState.Cut) == 0;

    /// <summary>True for the layers of a packet that an ICMP error quotes.</summary>
    public readonly bool IsQuoted => (State & ViewState.Quoted) != 0;

    internal ViewState State
    {
        readonly get => (ViewState)(_marks >> 8);
        private set => _marks = (ushort)((byte)value << 8 | (byte)_marks);
    }

    /// <summary>Bytes from the start of the message to the fields behind its payload; 0 when there are none.</summary>
    internal int BehindAt { get; private set; }

    /// <summary>Where the payload ends, from the start of the message.</summary>
    internal readonly int PayloadEnd => BehindAt > 0 ? BehindAt : StatedLength;

    /// <summary>True when the fields in front of the payload are all there.</summary>
    internal readonly bool HasHeader => IsWhole || Whole >= Kind.Table.FirstBehind;

    /// <summary>Bytes from the start of the layer to the end that the enclosing header states, or the frame.</summary>
    internal int EnclosingLength { get; private set; }

    /// <summary>The field that states it, or null for the frame itself.</summary>
    internal ScalarField? Limit { get; private set; }

    internal readonly Region Enclosing => new(EnclosingLength, Limit, Offset, State & Region.Inherited);

    /// <summary>Fields with a smaller index are there.</summary>
    internal readonly byte Whole => (byte)_marks;

    /// <summary>The kind of the innermost network layer around this one.</summary>
    internal Kind? NetworkKind { get; private set; }

    /// <summary>The folded sum of the addresses that the pseudo-header takes from that layer and its routing headers.</summary>
    /// <remarks>Of a frame check sequence, a <see cref="ChecksumStatus"/>: what it covers lies outside of the view.</remarks>
    internal ushort AddressSum { get; private set; }

    /// <summary>True when this is a message of that kind.</summary>
    public readonly bool Is(Kind kind) => ReferenceEquals(Kind, kind);

    /// <summary>True when the field is there: one of this message, or one of another message of the protocol that this
    /// one has in the same place, as icmp.type.</summary>
    public readonly bool Has(Field field) =>
        ReferenceEquals(field.Table, Kind.Table) ? field.Index < Whole : SharedField.Of(Kind.Table, field) is { } own && own.Index < Whole;

    /// <summary>True for a field of this message of which something is there: of a cut list, what is whole is still shown.</summary>
    internal readonly bool Shows(Field field) => field.Index < Whole || (field.Index == Whole && field is VariableField);

    /// <summary>The shown value of a field; <see cref="Has"/> tells whether it is there.</summary>
    /// <exception cref="ArgumentException">The message has no such field: the sentence names those that it has.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T Get<T>(Field<T> field)
        where T : unmanaged
    {
        return ReferenceEquals(field.PlainTable, Kind.Table) ? field.ReadPlain(_bytes) : GetOther(this, field);
    }

    /// <summary>The bits of a field as on the wire, past any codec.</summary>
    public readonly UInt128 GetRaw(ScalarField field)
    {
        if (!Knows(field)) Refuse(field);
        return field.BitsIn(this);
    }

    /// <summary>The bytes of a field of bytes.</summary>
    public readonly ReadOnlySpan<byte> Get(BytesField field)
    {
        if (!ReferenceEquals(field.Table, Kind.Table)) Refuse(field);
        int at = Kind.Table.OffsetOf(field.Part, this);
        return _bytes.Slice(at, Math.Min(field.Extent(this, at).Length, _bytes.Length - at));
    }

    /// <summary>The items of a list of values.</summary>
    public readonly ListView<T> Get<T>(ListField<T> field)
        where T : unmanaged
    {
        if (!ReferenceEquals(field.Table, Kind.Table)) Refuse(field);
        int at = Kind.Table.OffsetOf(field.Part, this);
        return new(_bytes.Slice(at, field.WholeBytes(this, at)));
    }

    /// <summary>The records or options of a list; the walk cannot fail, and of a damaged list it yields what is whole.</summary>
    public readonly RecordWalk Records(RecordsField field)
    {
        if (!ReferenceEquals(field.Table, Kind.Table)) Refuse(field);
        return field.Walk(this, Kind.Table.OffsetOf(field.Part, this));
    }

    /// <summary>Whether the checksum is right, or why that cannot be said.</summary>
    public readonly ChecksumStatus ChecksumStatus
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ChecksumRule.StatusOf(this);
    }

    /// <summary>The same of the checksum that the fields behind the payload have of their own: an ICMP error's extensions
    /// (RFC 4884, section 7).</summary>
    public readonly ChecksumStatus ExtensionChecksumStatus => ChecksumRule.StatusOfBehind(this);

    /// <summary>Every fault and contradiction of this layer, in wire order. Empty for most; making the list allocates.</summary>
    public readonly IReadOnlyList<ParseError> Errors()
    {
        bool isRight = (State & (ViewState.Cut | ViewState.Contradiction)) == 0 && _bytes.Length >= StatedLength;
        return isRight ? Array.Empty<ParseError>() : Diagnosis.Of(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static View Of(Kind kind, ReadOnlySpan<byte> bytes, scoped in Region region)
    {
        Read(kind, bytes, region, out View view);
        return view;
    }

    /// <summary>Reads a message that is its own frame and begins unusually.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Shape(Kind kind, ReadOnlySpan<byte> frame, out ViewShape shape)
    {
        Read(kind, frame, Region.Whole(frame.Length), out View view);
        shape = new(view.HeaderLength, view.StatedLength, view.BehindAt, view._marks);
    }

    /// <summary>Reads a message where its view is wanted.</summary>
    internal static void Read(Kind kind, ReadOnlySpan<byte> bytes, scoped in Region region, out View view)
    {
        if (kind.Usual.TryEnd(bytes, region.Stated, out int end))
        {
            ReadUsual(kind, bytes, region.Stated, end, out view);
            (view.Limit, view.Offset, view.State) = (region.Limit, region.Offset, region.State & kind.Usual.Keeps);
            return;
        }
        ReadUsual(kind, bytes, region.Stated, region.Stated, out view);
        (view.Limit, view.Offset, view.State, view.HeaderLength) = (region.Limit, region.Offset, region.State, 0);
        Layout.Read(ref view);
    }

    /// <summary>A view of a message with a usual header, at the start of a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ReadUsual(Kind kind, ReadOnlySpan<byte> bytes, int enclosing, int end, out View view) =>
        Take(kind, bytes, enclosing, new(kind.Usual.Length, end, BehindAt: 0, AllFields), out view);

    /// <summary>A view at the start of a frame. Every member is set once: storing is most of what reading costs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Take(Kind kind, ReadOnlySpan<byte> bytes, int enclosing, ViewShape shape, out View view)
    {
        Unsafe.SkipInit(out view);
        view._bytes = shape.Stated < bytes.Length ? bytes[..shape.Stated] : bytes;
        view.Kind = kind;
        view.HeaderLength = shape.Header;
        view.StatedLength = shape.Stated;
        view.EnclosingLength = enclosing;
        view.Offset = 0;
        view.BehindAt = shape.BehindAt;
        view.Limit = null;
        view.NetworkKind = null;
        view.AddressSum = 0;
        view._marks = shape.Marks;
    }

    internal readonly ReadOnlySpan<byte> PartBytes(int part) => part == 0 ? _bytes : _bytes[Kind.Table.OffsetOf(part, this)..];

    internal void SetHeader(int length, byte whole, ViewState state) => (HeaderLength, _marks) = (length, Marks(whole, state));

    internal void SetBehind(int at, byte whole, ViewState state) => (BehindAt, _marks) = (at, Marks(whole, state));

    internal void EndAt(int stated, ViewState state)
    {
        (StatedLength, State) = (stated, state);
        if (stated < _bytes.Length) _bytes = _bytes[..stated];
    }

    internal void LieIn(Kind? network, ushort addressSum) => (NetworkKind, AddressSum) = (network, addressSum);

    internal void EndFrame(ChecksumStatus status) => AddressSum = (ushort)status;

    // By value: a view whose address is never taken stays in registers.
    private static T GetOther<T>(View view, Field<T> field)
        where T : unmanaged
    {
        if (!view.Knows(field)) view.Refuse(field);
        return field.Get(view.PartBytes(field.Part));
    }

    private static ushort Marks(byte whole, ViewState state) => (ushort)((byte)state << 8 | whole);

    private readonly bool Knows(ScalarField field) =>
        ReferenceEquals(field.Table, Kind.Table) || SharedField.Of(Kind.Table, field) is not null;

    private readonly void Refuse(Field field) => throw new ArgumentException(SharedField.NoFieldOf(Kind, field), nameof(field));
}
