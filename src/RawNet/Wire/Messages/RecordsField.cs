namespace RawNet.Wire;

/// <summary>A list of little messages: group records, options.</summary>
public sealed class RecordsField : VariableField
{
    private readonly int _padTo;

    internal RecordsField(Table table, string name, string member, string word, Bound bound, ItemSet items, int padTo)
        : base(table, name, member, word, bound) => (Items, _padTo) = (items, padTo);

    internal ItemSet Items { get; }

    /// <summary>Building fills the last word.</summary>
    internal bool IsPadded => _padTo > 1;

    /// <summary>Whether building may add as many bytes by itself.</summary>
    internal bool MayFill(int length) => length < _padTo;

    /// <summary>What joins the values of one item where expressions give the whole list by position: 198.18.0.9@1234.</summary>
    internal char Joint { get; init; }

    /// <summary>JSON shows the bytes of the list instead of one object an item.</summary>
    internal bool ShownAsBytes { get; init; }

    /// <summary>JSON shows one array a field, as Wireshark does, instead of one object an item.</summary>
    internal bool ShownAsColumns { get; init; }

    /// <summary>The field without which JSON does not show a cut item, as Wireshark does not; null for the first one.</summary>
    internal Field? Heading { get; init; }

    /// <summary>The word that expressions use: "record", "option".</summary>
    internal string Word => Alias!;

    internal override object NoParts => Array.Empty<Spec>();

    /// <summary>Gives the field its items; their count and lengths are computed.</summary>
    /// <exception cref="ArgumentException">A spec is of a kind that cannot stand in this list.</exception>
    public Assignment Is(params ReadOnlySpan<Spec> items)
    {
        foreach (Spec item in items)
            if (!Items.Named.Contains(item.Kind)) throw new ArgumentException($"{item.Kind.Name} cannot stand in {Name}", nameof(items));
        return new(this, items.ToArray());
    }

    internal RecordWalk Walk(scoped in View view, int at)
    {
        int end = Bound.By is null ? Math.Min(at + Claimed(view, at), view.StatedLength) : view.StatedLength;
        ulong count = Bound.By?.ShownIn(view) ?? ulong.MaxValue;
        return new(this, view.Bytes[Math.Min(at, view.Bytes.Length)..Math.Min(end, view.Bytes.Length)], count,
            new(end - at, view.Limit, view.Offset + at, 0), view.StatedLength - at);
    }

    internal override Extent Extent(scoped in View view, int at)
    {
        // Options end where the header says, whatever they hold.
        if (Bound.By is null) return OfList(view, at, Claimed(view, at));
        RecordWalk walk = Walk(view, at);
        while (walk.MoveNext()) { }
        return walk.IsCut ? new(walk.Consumed + walk.Current.Bytes.Length, Whole: false) : new(walk.Consumed, Whole: true);
    }

    // Tuples are of one size; what fills none of them is left to the field behind.
    private int Claimed(scoped in View view, int at)
    {
        int bytes = Bound.Bytes(view, at);
        return Joint == default ? bytes : bytes - (bytes % Items.Kinds.Fallback.Table.FixedLength);
    }

    private Extent OfList(scoped in View view, int at, int length)
    {
        if (!Items.AreOptions || length == 0) return new(length, Whole: true);
        bool isDoubtful = false;
        RecordWalk walk = Walk(view, at);
        while (walk.MoveNext()) isDoubtful |= (walk.Current.State & ViewState.Contradiction) != 0;
        return new(length, !walk.IsCut, isDoubtful);
    }

    internal override int NeededEnd(scoped in View view, int at)
    {
        RecordWalk walk = Walk(view, at);
        while (walk.MoveNext()) { }
        return at + (walk.IsCut ? walk.NeededEnd : Bound.Bytes(view, at));
    }

    internal override string PathToFault(scoped in View view, int at)
    {
        RecordWalk walk = Walk(view, at);
        int index = 0;
        while (walk.MoveNext()) index++;
        return walk.IsCut ? $"{Name}[{index}].{walk.CutField}" : Name;
    }

    internal override int LengthOf(object parts) => LengthOfItems((Spec[])parts);

    internal int LengthOfItems(ReadOnlySpan<Spec> items)
    {
        // Whole words count from the start of the message.
        int before = Table.FixedBefore(Part), end = before;
        foreach (Spec item in items) end += HeaderWriter.LengthOf(item);
        return ((end + _padTo - 1) / _padTo * _padTo) - before;
    }

    internal override UInt128 CountOf(object parts) => (UInt128)((Spec[])parts).Length;

    internal override void Write(Span<byte> bytes, object parts) => WriteItems(bytes, (Spec[])parts);

    internal void WriteItems(Span<byte> bytes, ReadOnlySpan<Spec> items)
    {
        foreach (Spec item in items) bytes = WriteItem(bytes, item);
        if (bytes.IsEmpty) return;
        if (Items.Fill is { } fill) WriteItem(bytes, fill(bytes.Length));
        else bytes.Clear();
    }

    private static Span<byte> WriteItem(Span<byte> bytes, Spec item)
    {
        int length = HeaderWriter.LengthOf(item);
        HeaderWriter.Write(item, bytes[..length], Surroundings.OfItem(length));
        return bytes[length..];
    }

    internal override Assignment Read(scoped in View view) => new(this, ItemReader.Read(this, view));

    internal override void Append(ref TextBuffer text, in Assignment value) =>
        throw new NotSupportedException("records are formatted one by one");

    internal override Assignment Parse(string text, ExpressionContext context) =>
        throw new NotSupportedException("records are read one by one");

    internal override void Tell(scoped in View view, ValueReceiver to)
    {
        if (to.TakesItemsAsTheyStand || !(ShownAsBytes || ShownAsColumns)) TellItems(view, to);
        else if (ShownAsBytes) to.TakeBytes(this, BytesIn(view));
        else TellColumns(view, to);
    }

    private ReadOnlySpan<byte> BytesIn(scoped in View view)
    {
        int at = Table.OffsetOf(Part, view), there = view.Bytes.Length;
        return view.Bytes[Math.Min(at, there)..Math.Min(at + Bound.Bytes(view, at), there)];
    }

    private void TellItems(scoped in View view, ValueReceiver to)
    {
        RecordWalk walk = view.Records(this);
        bool all = to.TakesItemsAsTheyStand, raw = false;
        to.BeginList(this);
        while (walk.MoveNext())
        {
            raw = walk.Current.Kind == Items.Raw;
            if (all || !raw) TellItem(walk.Current, to);
            else if (Items.EndWithPacket) TellHead(walk.Current, to);
        }
        // Of a cut item, the fields that are there.
        if (walk.IsCut && (all ? walk.Current.Bytes.Length > 0 : walk.Current.Whole > (Heading?.Index ?? 0))) TellItem(walk.Current, to);
        to.EndList();
        // In JSON, bytes that form no option stand beside the options, never among them.
        if (raw && !all) to.TakeFields(walk.Current);
    }

    private void TellItem(scoped in View item, ValueReceiver to)
    {
        to.BeginItem(Items.AreOptions ? item.Kind.Name : Word);
        to.TakeFields(item);
        to.EndItem();
    }

    // Of an option with an impossible length, what it says of itself.
    private void TellHead(scoped in View raw, ValueReceiver to)
    {
        View head = View.Of(Items.Kinds.Fallback, raw.Bytes, Region.Whole(raw.Bytes.Length));
        to.BeginItem(head.Kind.Name);
        foreach (Field field in head.Kind.Table.InOrder)
            if (field is ScalarField && head.Has(field)) field.Tell(head, to);
        to.EndItem();
    }

    private void TellColumns(scoped in View view, ValueReceiver to)
    {
        foreach (Field field in Items.Kinds.Fallback.Table.InOrder)
            if (field is ScalarField column) TellColumn(column, view, to);
    }

    private void TellColumn(ScalarField field, scoped in View view, ValueReceiver to)
    {
        to.BeginList(field);
        RecordWalk walk = view.Records(this);
        while (walk.MoveNext()) to.TakeItem(field, field.Show(field.BitsIn(walk.Current)));
        if (walk.IsCut && walk.Current.Whole > field.Index) to.TakeItem(field, field.Show(field.BitsIn(walk.Current)));
        to.EndList();
    }
}

/// <summary>A walk over the items of a list. It always comes to an end: every item takes at least one byte.</summary>
public ref struct RecordWalk
{
    private readonly RecordsField _field;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Region _region;
    private readonly int _packet;
    private ulong _left;
    private View _current;
    private bool _ended;

    internal RecordWalk(RecordsField field, ReadOnlySpan<byte> bytes, ulong count, scoped in Region region, int packet)
    {
        _field = field;
        _bytes = bytes;
        _left = count;
        _region = region;
        _packet = packet;
    }

    /// <summary>The item at hand.</summary>
    public readonly View Current => _current;

    /// <summary>Bytes of the items walked so far.</summary>
    internal int Consumed { get; private set; }

    /// <summary>True when the walk ended because an item is cut.</summary>
    internal bool IsCut { get; private set; }

    internal readonly int NeededEnd => Consumed + Diagnosis.NeededEnd(_current);

    internal readonly string CutField => Diagnosis.CutFieldOf(_current);

    /// <summary>The walk itself, for foreach.</summary>
    public readonly RecordWalk GetEnumerator() => this;

    /// <summary>Goes to the next whole item.</summary>
    public bool MoveNext()
    {
        if (_ended || _left-- == 0) return false;
        bool options = _field.Items.AreOptions;
        if (_field.Bound.By is null && Consumed >= _bytes.Length) return false;
        ReadOnlySpan<byte> rest = _bytes[Consumed..];
        Region region = _region with { Stated = _region.Stated - Consumed, Offset = _region.Offset + Consumed };
        if (_current.Kind is { } last && last == _field.Items.End) return AfterEnd(rest, region);
        _current = _field.Items.Read(rest, region, _packet - Consumed);
        IsCut = !_current.IsWhole;
        _ended = IsCut || _current.Kind == _field.Items.Raw;
        if (IsCut) return false;
        Consumed += options ? _current.Bytes.Length : _current.HeaderLength;
        return true;
    }

    // RFC 791, 3.1: nothing follows the end of the list but padding. Zeros short of a whole word are what building adds by itself.
    private bool AfterEnd(ReadOnlySpan<byte> rest, scoped in Region region)
    {
        _ended = true;
        if (rest.Length < 4 && !rest.ContainsAnyExcept((byte)0)) return false;
        _current = View.Of(_field.Items.Raw!, rest, region);
        Consumed += rest.Length;
        return true;
    }
}
