using System.Runtime.InteropServices;
using System.Text.Json;

namespace RawNet.Wire;

/// <summary>A message's fields in wire order, declared once; everything else is derived from it.</summary>
/// <remarks>The name of the declaring C# member gives the RFC's words for a field. A table is closed by its first kind.</remarks>
public sealed class Table
{
    private readonly List<Field> _fields = [];
    private bool _isClosed;
    private int _partBehind;

    private Table(Protocol protocol, Source source) => (Protocol, Source) = (protocol, source);

    /// <summary>Opens the table of a message of <paramref name="protocol"/>.</summary>
    public static Table Of(Protocol protocol, Source source) => new(protocol, source);

    /// <summary>The protocol that the message belongs to.</summary>
    public Protocol Protocol { get; }

    /// <summary>Where the layout is defined.</summary>
    public Source Source { get; }

    /// <summary>All fields, in wire order.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>The same fields, to be walked without an enumerator on the heap.</summary>
    internal ReadOnlySpan<Field> InOrder => CollectionsMarshal.AsSpan(_fields);

    /// <summary>Bytes before the first variable field.</summary>
    public int FixedLength { get; private set; }

    internal Part[] Parts { get; private set; } = [];

    /// <summary>How most messages of this table begin.</summary>
    internal UsualHeader Usual { get; private set; } = null!;

    /// <summary>How the place of fields behind the payload is found; null when the message ends with its header.</summary>
    internal BehindPayload? Behind { get; private set; }

    /// <summary>The parts in front of what the message carries.</summary>
    internal int HeaderParts => Behind is null ? Parts.Length : _partBehind;

    /// <summary>The index of the first field behind the payload.</summary>
    internal int FirstBehind { get; private set; } = int.MaxValue;

    /// <summary>Bytes of the fixed runs in front of a part: what alignment to whole words counts from.</summary>
    internal int FixedBefore(int part)
    {
        int length = 0;
        foreach (Part earlier in Parts.AsSpan(0, part)) length += earlier.Length;
        return length;
    }

    /// <summary>The fields in front of what the message carries.</summary>
    internal ReadOnlySpan<Field> InHeader => InOrder[..Math.Min(FirstBehind, _fields.Count)];

    /// <summary>The fields behind it.</summary>
    internal ReadOnlySpan<Field> BehindPayload => InOrder[Math.Min(FirstBehind, _fields.Count)..];

    internal TableRoles Roles { get; } = new();

    /// <summary>Declares a kind: its name, and the values of fields that tell it from its siblings.</summary>
    internal Kind Kind(string name, params ReadOnlySpan<Condition> conditions) => Kind(name, new LengthRange(0), conditions);

    /// <summary>Declares a kind that also demands a length of its region.</summary>
    internal Kind Kind(string name, LengthRange lengths, params ReadOnlySpan<Condition> conditions)
    {
        Close();
        return new(this, name, lengths, conditions);
    }

    /// <summary>Bytes from the start of the message to a part; parts before it must be whole.</summary>
    internal int OffsetOf(int part, scoped in View view)
    {
        bool isBehind = part >= HeaderParts;
        int at = isBehind ? view.BehindAt : 0;
        for (int i = isBehind ? HeaderParts : 0; i < part; i++) at += Parts[i].Variable?.Extent(view, at).Length ?? Parts[i].Length;
        return at;
    }

    /// <summary>Fields declared from here on stand behind what the message carries.</summary>
    internal void PutBehindPayload(BehindPayload behind) => (Behind, FirstBehind) = (behind, _fields.Count);

    internal TField Keep<TField>(TField field)
        where TField : Field
    {
        if (_isClosed) throw new InvalidOperationException($"{field.Name}: the table is closed");
        if (_fields.Any(f => f.Name == field.Name)) throw new InvalidOperationException($"{field.Name} is declared twice");
        if (_fields.Count == View.AllFields)
            throw new InvalidOperationException($"{field.Name}: a table holds at most {View.AllFields} fields");
        field.Index = _fields.Count;
        _fields.Add(field);
        return field;
    }

    private void Close()
    {
        if (_isClosed) return;
        _isClosed = true;
        if (Behind is not null && Roles.Length is not null)
            throw new InvalidOperationException($"{Protocol}: what stands behind a payload cannot have a length of the message behind it");
        Parts = MakeParts();
        FixedLength = Parts is [{ Variable: null }, ..] ? Parts[0].Length : 0;
        Usual = new(this);
    }

    private Part[] MakeParts()
    {
        var parts = new List<Part>();
        int bits = 0;
        void EndRun()
        {
            if (bits % 8 != 0) throw new InvalidOperationException($"{Protocol}: {bits} bits are no whole bytes");
            if (bits > 0) parts.Add(new(bits / 8, null));
            bits = 0;
        }
        foreach (Field field in _fields)
        {
            if (field.Index == FirstBehind)
            {
                EndRun();
                _partBehind = parts.Count;
            }
            if (field is ScalarField scalar)
            {
                (scalar.Part, scalar.BitOffset) = (parts.Count, bits);
                bits += scalar.Width;
                continue;
            }
            EndRun();
            field.Part = parts.Count;
            parts.Add(new(0, (VariableField)field));
        }
        EndRun();
        foreach (ScalarField scalar in _fields.OfType<ScalarField>()) scalar.Place(parts[scalar.Part].Length);
        return [.. parts];
    }
}

/// <summary>Where the fields behind the payload begin (RFC 4884, section 5).</summary>
/// <param name="Length">States the length of the payload when such fields follow it, else 0;
/// null when nothing is carried and they follow the header.</param>
/// <param name="Unit">Bytes that one count of it stands for; the payload is padded with zeros to whole units.</param>
/// <param name="Least">The payload is padded to at least as many bytes.</param>
internal sealed record BehindPayload(ScalarField? Length, int Unit, int Least)
{
    /// <summary>The zeros between a payload and what stands behind it: up to a length that is given, else to whole
    /// units and the least length.</summary>
    public int PaddingOf(int payload, Spec spec)
    {
        if (Length is null) return 0;
        int given = spec.TryGet(Length, out Assignment value) ? (int)(ulong)value.Bits * Unit : 0;
        int end = given > 0 ? given : Math.Max(Least, (payload + Unit - 1) / Unit * Unit);
        return Math.Max(0, end - payload);
    }
}

/// <summary>A run of fixed fields of some bytes, or one variable field.</summary>
internal readonly record struct Part(int Length, VariableField? Variable);

/// <summary>A stated length counts units of bytes and leaves some bytes of the layer's start out.</summary>
internal readonly record struct LengthScale(int Unit, int Uncounted)
{
    public static readonly LengthScale Bytes = new(1, 0);

    public ulong BytesOf(ulong shown) => (shown * (ulong)Unit) + (ulong)Uncounted;

    /// <summary>The count for a length; one that is no multiple of the unit is rounded up.</summary>
    public UInt128 CountOf(int bytes) => (UInt128)Math.Max(0, bytes - Uncounted + Unit - 1) / (UInt128)Unit;
}

/// <summary>The fields of a table that steer reading and building of what is around it.</summary>
internal sealed class TableRoles
{
    /// <summary>States where the header ends.</summary>
    public ScalarField? HeaderLength { get; set; }

    /// <summary>What one count of <see cref="HeaderLength"/> stands for.</summary>
    public LengthScale HeaderScale { get; set; } = LengthScale.Bytes;

    /// <summary>States where the region ends.</summary>
    public ScalarField? Length { get; set; }

    /// <summary>The layer ends with its last field: what lies behind is a trailer.</summary>
    public bool CarriesNothing { get; set; }

    /// <summary>Whether the layer knows its own end, by a length or because it carries nothing.</summary>
    public bool StatesEnd => Length is not null || CarriesNothing;

    /// <summary>What one count of <see cref="Length"/> stands for.</summary>
    public LengthScale LengthScale { get; set; } = LengthScale.Bytes;

    /// <summary>A stated length of 0 says nothing (segmentation offload, RFC 2675).</summary>
    public bool ZeroLengthIsRest { get; set; }

    /// <summary>Names the layer that follows.</summary>
    public ScalarField? Next { get; set; }

    /// <summary>The number space and number of what always follows, for tables without such a field.</summary>
    public (Demux Space, ulong Number)? Carries { get; set; }

    /// <summary>True when reading the fixed part alone does not settle where the layer ends and whether to trust it.</summary>
    public bool Steers =>
        Version is not null || HeaderLength is not null || Length is not null || FragmentOffset is not null || CarriesNothing;

    /// <summary>What follows is a quoted packet.</summary>
    public bool Quotes { get; set; }

    public ScalarField? Version { get; set; }

    public ScalarField? FragmentOffset { get; set; }

    public ScalarField? MoreFragments { get; set; }

    /// <summary>The addresses that a pseudo-header takes from here.</summary>
    public ScalarField? Source { get; set; }

    public ScalarField? Destination { get; set; }

    /// <summary>The hardware destination of a frame.</summary>
    public ScalarField? GroupMac { get; set; }

    public ScalarField? Checksum { get; set; }

    public Covers Covers { get; set; }

    /// <inheritdoc cref="Wire.PlainSum"/>
    public PlainSum PlainSum => Checksum is null || ZeroIsAbsent || (Covers & (Covers.PseudoHeader | Covers.Frame)) != 0 ? PlainSum.None
        : (Covers & Covers.Region) != 0 ? PlainSum.Region : PlainSum.Header;

    /// <summary>Over the fields behind the payload alone.</summary>
    public ScalarField? ChecksumBehind { get; set; }

    /// <summary>A JSON member with the bytes that the layer carries, which Wireshark derives: tcp.len. Null for most.</summary>
    public JsonEncodedText? CarriedName { get; set; }

    /// <summary>What it carries is declared as a part of the message: when no byte of that was captured, a field is missing.</summary>
    public bool HoldsData { get; set; }

    /// <summary>The field whose whole byte JSON shows too, in front of it, because Wireshark has a name for that.</summary>
    public ScalarField? ByteShownAt { get; set; }

    /// <summary>The name of that byte.</summary>
    public JsonEncodedText ByteName { get; set; }

    /// <summary>The bytes lie between the end of a layer's own length and the end of its region.</summary>
    public bool Trails { get; set; }

    /// <summary>The message is the last of its frame and closes all others.</summary>
    public bool EndsFrame => (Covers & Covers.Frame) != 0;

    /// <summary>A stored checksum of 0 means that none was computed (RFC 768); a computed 0 is sent as ffff.</summary>
    public bool ZeroIsAbsent { get; set; }
}

/// <summary>What is covered by a sum that needs no other layer, and in which 0 is a sum like any other.</summary>
internal enum PlainSum : byte
{
    None,
    Header,
    Region,
}

/// <summary>The bytes that a checksum covers.</summary>
[Flags]
internal enum Covers
{
    Header = 0,
    Region = 1,
    PseudoHeader = 2,

    /// <summary>Senders may leave the rest of the sum to the network card.</summary>
    Offloaded = 4,

    /// <summary>All of the frame in front of the message, which ends it: a CRC-32.</summary>
    Frame = 8,
}
