using System.Text.Json;

namespace RawNet.Wire;

/// <summary>A message's fields in wire order, declared once; everything else is derived from it.</summary>
/// <remarks>The name of the declaring C# member gives the RFC's words for a field. A table is closed by its first kind.</remarks>
public sealed class Table
{
    private readonly List<Field> _fields = [];
    private Part[]? _parts;

    private Table(Protocol protocol, Source source) => (Protocol, Source) = (protocol, source);

    /// <summary>Opens the table of a message of <paramref name="protocol"/>.</summary>
    public static Table Of(Protocol protocol, Source source) => new(protocol, source);

    /// <summary>The protocol that the message belongs to.</summary>
    public Protocol Protocol { get; }

    /// <summary>Where the layout is defined.</summary>
    public Source Source { get; }

    /// <summary>All fields, in wire order.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>The same, for loops that must not allocate an enumerator.</summary>
    internal ReadOnlySpan<Field> FieldSpan => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_fields);

    /// <summary>Bytes before the first variable field.</summary>
    public int FixedLength => Parts.Length > 0 && Parts[0].Variable is null ? Parts[0].Length : 0;

    internal Part[] Parts => _parts ??= Close();

    internal TableRoles Roles { get; } = new();

    /// <summary>Declares a kind: its name, and the values of fields that tell it from its siblings.</summary>
    internal Kind Kind(string name, params ReadOnlySpan<Condition> conditions) => Kind(name, new LengthRange(0), conditions);

    /// <summary>Declares a kind that also demands a length of its region.</summary>
    internal Kind Kind(string name, LengthRange lengths, params ReadOnlySpan<Condition> conditions)
    {
        _parts ??= Close();
        return new(this, name, lengths, conditions);
    }

    /// <summary>Bytes from the start of the message to a part; parts before it must be whole.</summary>
    internal int OffsetOf(int part, scoped in View view)
    {
        int at = 0;
        for (int i = 0; i < part; i++) at += Parts[i].Variable?.Extent(view, at).Length ?? Parts[i].Length;
        return at;
    }

    internal TField Keep<TField>(TField field)
        where TField : Field
    {
        if (_parts is not null) throw new InvalidOperationException($"{field.Name}: the table is closed");
        if (_fields.Any(f => f.Name == field.Name)) throw new InvalidOperationException($"{field.Name} is declared twice");
        field.Index = _fields.Count;
        _fields.Add(field);
        return field;
    }

    private Part[] Close()
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

/// <summary>A run of fixed fields of some bytes, or one variable field.</summary>
internal readonly record struct Part(int Length, VariableField? Variable);

/// <summary>The fields of a table that steer reading and building of what is around it.</summary>
internal sealed class TableRoles
{
    /// <summary>States where the header ends.</summary>
    public ScalarField? HeaderLength { get; set; }

    /// <summary>States where the region ends.</summary>
    public ScalarField? Length { get; set; }

    /// <summary>The stated length counts from the end of the fixed part instead of the start of the layer.</summary>
    public bool LengthIsPayload { get; set; }

    /// <summary>A stated length of 0 says nothing (segmentation offload, RFC 2675).</summary>
    public bool ZeroLengthIsRest { get; set; }

    /// <summary>Names the layer that follows.</summary>
    public ScalarField? Next { get; set; }

    /// <summary>The number space and number of what always follows, for tables without such a field.</summary>
    public (Demux Space, ulong Number)? Carries { get; set; }

    /// <summary>True when reading the fixed part alone does not settle where the layer ends and whether to trust it.</summary>
    public bool Steers => Version is not null || HeaderLength is not null || Length is not null || FragmentOffset is not null;

    /// <summary>What follows is a quoted packet.</summary>
    public bool Quotes { get; set; }

    public ScalarField? Version { get; set; }

    public ScalarField? FragmentOffset { get; set; }

    public ScalarField? MoreFragments { get; set; }

    /// <summary>The addresses that a pseudo-header takes from here.</summary>
    public ScalarField? Source { get; set; }

    public ScalarField? Destination { get; set; }

    public ScalarField? Checksum
    {
        get;
        set
        {
            field = value;
            StatusName = JsonEncodedText.Encode($"{value!.Name}.status");
        }
    }

    /// <summary>The JSON member with the verdict on the checksum.</summary>
    public JsonEncodedText StatusName { get; private set; }

    public Covers Covers { get; set; }

    /// <summary>The bytes lie between the end of a layer's own length and the end of its region.</summary>
    public bool Trails { get; set; }

    /// <summary>A stored checksum of 0 means that none was computed (RFC 768); a computed 0 is sent as ffff.</summary>
    public bool ZeroIsAbsent { get; set; }
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
}
