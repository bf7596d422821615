using System.Runtime.CompilerServices;
using System.Text.Json;

namespace RawNet.Wire;

/// <summary>What a kind demands of one field: its bits, some of them, or its shown value, lie in a range, or outside it.
/// A single value is the kind's identity.</summary>
internal readonly record struct Condition(ScalarField Field, UInt128 Low, UInt128 High,
    UInt128 Otherwise, bool IsOfShown = false, bool IsOutside = false)
{
    /// <summary>Bits at the start of the field that do not count.</summary>
    public int Skipped { get; init; }

    /// <summary>Bits at its end that do not count.</summary>
    public int Dropped { get; init; }

    public bool IsIdentity => Low == High && !IsOutside && Counted == Field.Width;

    public bool IsSettledByFirstByte => Field.BitOffset + Field.Width <= 8 && Field.CanLoad([0]);

    public static implicit operator Condition(Assignment fixedField) =>
        new((ScalarField)fixedField.Field, fixedField.Bits, fixedField.Bits, fixedField.Bits);

    public bool Accepts(ReadOnlySpan<byte> bytes)
    {
        // A field that is not there cannot contradict: a cut message keeps the kind that its first bytes say.
        if (bytes.Length < (Field.BitOffset + Field.Width + 7) / 8 || !Field.CanLoad(bytes)) return true;
        if (IsOfShown || Field.Width > 64) return Accepts(Field.Bits(bytes));
        ulong bits = Field.Bits64(bytes);
        return IsIn(bits >> Dropped & ulong.MaxValue >> (64 - Counted));
    }

    public bool Accepts(UInt128 bits) => IsIn(IsOfShown ? Field.Show(bits) : bits >> Dropped & UInt128.MaxValue >> (128 - Counted));

    /// <summary>True when no bytes can meet both: they look at the same bits of the message and want others of them.</summary>
    public bool ExcludedBy(in Condition other) =>
        IsOfShown == other.IsOfShown && Field.Part == other.Field.Part && First == other.First
        && Counted == other.Counted && AreDisjoint(this, other);

    private int Counted => Field.Width - Skipped - Dropped;

    private int First => Field.BitOffset + Skipped;

    private bool IsIn(UInt128 value) => (value >= Low && value <= High) != IsOutside;

    private static bool AreDisjoint(in Condition one, in Condition other)
    {
        if (one.IsOutside) return !other.IsOutside && one.Low <= other.Low && other.High <= one.High;
        return other.IsOutside ? AreDisjoint(other, one) : one.High < other.Low || other.High < one.Low;
    }
}

/// <summary>Which lengths of region a kind accepts: from <paramref name="Least"/> to <paramref name="Most"/> in steps.</summary>
internal readonly record struct LengthRange(int Least, int Most = int.MaxValue, int Step = 1)
{
    public bool Accepts(int length) => length >= Least && length <= Most && (length - Least) % Step == 0;

    public bool Excludes(in LengthRange other) => Most < other.Least || other.Most < Least;
}

/// <summary>Where a packet goes in the end, as an option or header that routes it says; null when the route is used up.</summary>
internal delegate UInt128? FinalStop(scoped in View view);

/// <summary>The address that a mobile node is known by, as an option of the header says; null when none does.</summary>
internal delegate UInt128? HomeAddress(scoped in View view);

/// <summary>Whether a length of 0 is right, because the length is one that the field cannot state or stands elsewhere.</summary>
internal delegate bool MayLeaveLengthOpen(scoped in View view);

/// <summary>Where the length of a message stands when its own field says 0; null when it stands nowhere.</summary>
internal delegate StatedElsewhere? LengthElsewhere(scoped in View view);

/// <summary>A length behind the header that it belongs to.</summary>
/// <param name="Field">What says it.</param>
/// <param name="Offset">Bytes from the start of the frame to the field.</param>
/// <param name="Length">What it says, in bytes behind the header.</param>
internal readonly record struct StatedElsewhere(ScalarField Field, int Offset, uint Length);

/// <summary>One message: a table together with the fixed values and lengths by which it is told from its siblings.</summary>
public sealed class Kind
{
    private readonly List<(JsonEncodedText Name, ulong Value)> _shown = [];
    private Spec? _open;

    internal Kind(Table table, string name, LengthRange lengths, ReadOnlySpan<Condition> conditions)
    {
        (Table, Name, Lengths, Usual) = (table, name, lengths, table.Usual);
        PlainSum = table.Roles.PlainSum;
        Conditions = conditions.ToArray();
        JsonName = JsonEncodedText.Encode(name);
    }

    /// <summary>The name of the layer in expressions and JSON: "icmp.echo".</summary>
    public string Name { get; }

    /// <summary>The fields, in wire order.</summary>
    public Table Table { get; }

    /// <summary>The protocol that the message belongs to.</summary>
    public Protocol Protocol => Table.Protocol;

    internal Condition[] Conditions { get; }

    internal LengthRange Lengths { get; }

    internal UsualHeader Usual { get; }

    /// <summary>What a checksum covers that is a sum over bytes of the message alone.</summary>
    internal PlainSum PlainSum { get; }

    internal JsonEncodedText JsonName { get; }

    /// <summary>The fields that an item of a list gives by position in expressions.</summary>
    internal Field[] Positional { get; private set; } = [];

    /// <summary>Of an option or header that routes the packet.</summary>
    internal FinalStop? FinalStop { get; private set; }

    /// <summary>Of a message that may go without its length.</summary>
    internal MayLeaveLengthOpen? MayLeaveLengthOpen { get; private set; }

    /// <summary>Of a message whose length may stand behind its header.</summary>
    internal LengthElsewhere? LengthElsewhere { get; private set; }

    /// <summary>Of a header that may say it: what pseudo-headers take instead of the packet's source.</summary>
    internal HomeAddress? HomeAddress { get; private set; }

    /// <summary>The fields that tell this kind from others of the same name; none for the kind that is meant when nothing tells.</summary>
    internal Field[] Telling { get; private set; } = [];

    /// <summary>Of the kind that takes what the others of its protocol refuse, those others.</summary>
    internal Kind[] Siblings { get; private set; } = [];

    internal bool IsFallback => Conditions.Length == 0 && Lengths.Least == 0;

    /// <summary>Some fields set, the rest open.</summary>
    /// <exception cref="ArgumentException">A field belongs to another table.</exception>
    public Spec With(params ReadOnlySpan<Assignment> values) =>
        values.IsEmpty ? _open ??= new(this, [], cut: null) : new(this, values.ToArray(), cut: null);

    /// <summary>Reads one message at the start of <paramref name="bytes"/>, which are its whole region.</summary>
    /// <returns>False when a field is cut; the fields before it can still be read (<see cref="View.Has"/>),
    /// and <see cref="View.Errors"/> says which it was.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryView(ReadOnlySpan<byte> bytes, out View view)
    {
        if (Usual.TryEnd(bytes, bytes.Length, out int end))
        {
            View.ReadUsual(this, bytes, bytes.Length, end, out view);
            return true;
        }
        View.Shape(this, bytes, out ViewShape shape);
        View.Take(this, bytes, bytes.Length, shape, out view);
        return view.IsWhole;
    }

    /// <summary>True when the bytes of a region have this kind's fixed values and length.</summary>
    public bool Accepts(ReadOnlySpan<byte> bytes, int stated)
    {
        if (!Lengths.Accepts(stated)) return false;
        foreach (Condition condition in Conditions)
            if (!condition.Accepts(bytes)) return false;
        return true;
    }

    /// <summary>What building writes into a field that is neither given nor computed.</summary>
    internal UInt128 DefaultOf(ScalarField field)
    {
        foreach (Condition condition in Conditions)
            if (condition.Field == field) return condition.Otherwise;
        return field.Default;
    }

    /// <summary>What an open field stands for, as if it were given.</summary>
    internal Assignment AssumedFor(Field field) =>
        field is ScalarField scalar ? new(scalar, DefaultOf(scalar)) : new((VariableField)field, ((VariableField)field).NoParts);

    /// <summary>A member that Wireshark derives and JSON shows, though it is no field of the wire: igmp.version.</summary>
    internal Kind Showing(string name, ulong value)
    {
        _shown.Add((JsonEncodedText.Encode(name), value));
        return this;
    }

    internal Kind Taking(params Field[] positional)
    {
        Positional = positional;
        return this;
    }

    /// <summary>Names the fields that an expression always says, because another kind has the same name.</summary>
    internal Kind ToldBy(params Field[] fields)
    {
        Telling = fields;
        return this;
    }

    internal void TakesWhatRefuse(Kind[] siblings) => Siblings = siblings;

    internal Kind Routing(FinalStop finalStop)
    {
        FinalStop = finalStop;
        return this;
    }

    internal Kind LeavingLengthOpen(MayLeaveLengthOpen mayLeave)
    {
        MayLeaveLengthOpen = mayLeave;
        return this;
    }

    internal Kind StatingLengthElsewhere(LengthElsewhere elsewhere)
    {
        LengthElsewhere = elsewhere;
        return this;
    }

    internal Kind Homing(HomeAddress homeAddress)
    {
        HomeAddress = homeAddress;
        return this;
    }

    internal void TellDerived(ValueReceiver to)
    {
        foreach ((JsonEncodedText name, ulong value) in _shown) to.TakeDerived(name, value);
    }

    internal bool Overlaps(Kind other)
    {
        if (Lengths.Excludes(other.Lengths)) return false;
        foreach (Condition mine in Conditions)
            foreach (Condition its in other.Conditions)
                if (mine.ExcludedBy(its)) return false;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
