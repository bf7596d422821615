namespace RawNet.Wire;

/// <summary>What the computed fields of a header say about the rest of the packet.</summary>
internal readonly record struct Surroundings(int HeaderLength, int LayerLength, int QuoteLength, Protocol? Next, MacAddress GroupMac)
{
    public static Surroundings OfItem(int length) => new(length, length, 0, null, default);
}

/// <summary>Writes the fields of one header. Layout goes by the values present (R1): counts and lengths
/// are written, they never steer.</summary>
internal static class HeaderWriter
{
    /// <summary>Bytes in front of what the message carries.</summary>
    public static int LengthOf(Spec spec) => LengthOf(spec, 0, spec.Kind.Table.HeaderParts);

    /// <summary>Bytes behind what the message carries; 0 unless a field there is given.</summary>
    public static int LengthBehind(Spec spec)
    {
        Table table = spec.Kind.Table;
        return table.Behind is null || !spec.SaysFrom(table.FirstBehind) ? 0 : LengthOf(spec, table.HeaderParts, table.Parts.Length);
    }

    public static void Write(Spec spec, Span<byte> header, in Surroundings surroundings) =>
        Write(spec, header, surroundings, spec.Kind.Table.InHeader, 0);

    public static void WriteBehind(Spec spec, Span<byte> bytes, in Surroundings surroundings) =>
        Write(spec, bytes, surroundings, spec.Kind.Table.BehindPayload, spec.Kind.Table.HeaderParts);

    private static void Write(Spec spec, Span<byte> header, in Surroundings surroundings, ReadOnlySpan<Field> fields, int part)
    {
        int at = 0;
        Part[] parts = spec.Kind.Table.Parts;
        foreach (Field field in fields)
        {
            for (; part < field.Part; part++) at += LengthOf(spec, parts[part]);
            if (field is ScalarField scalar) scalar.Write(header.Slice(at, parts[part].Length), BitsOf(spec, scalar, surroundings));
            else WriteVariable(spec, (VariableField)field, header[at..]);
        }
    }

    /// <summary>Where a field stands in the header that a spec builds.</summary>
    public static int PartOffset(Spec spec, int part) => LengthOf(spec, 0, part);

    /// <summary>Where a field stands in what a spec builds behind its payload.</summary>
    public static int PartOffsetBehind(Spec spec, int part) => LengthOf(spec, spec.Kind.Table.HeaderParts, part);

    private static int LengthOf(Spec spec, int from, int to)
    {
        int length = 0;
        for (int i = from; i < to; i++) length += LengthOf(spec, spec.Kind.Table.Parts[i]);
        return length;
    }

    private static int LengthOf(Spec spec, in Part part) => part.Variable is { } field ? field.LengthOf(spec.PartsOf(field)) : part.Length;

    private static void WriteVariable(Spec spec, VariableField field, Span<byte> bytes)
    {
        object parts = spec.PartsOf(field);
        field.Write(bytes[..field.LengthOf(parts)], parts);
    }

    private static UInt128 BitsOf(Spec spec, ScalarField field, in Surroundings around)
    {
        if (!field.IsComputed || spec.TryGet(field, out _)) return spec.BitsOf(field);
        TableRoles roles = spec.Kind.Table.Roles;
        UInt128 shown = field.Computed switch
        {
            Computed.HeaderLength => roles.HeaderScale.CountOf(around.HeaderLength),
            Computed.LayerLength => roles.LengthScale.CountOf(around.LayerLength),
            Computed.QuoteLength => (UInt128)(around.QuoteLength / spec.Kind.Table.Behind!.Unit),
            Computed.Next => NumberOf(around.Next, field.Traits.Demux!),
            Computed.Count => CountOf(spec, field),
            Computed.GroupMac => around.GroupMac.ToUInt64(),
            _ => 0,
        };
        if (field.TryEncode(shown, out UInt128 bits, out string? why)) return bits;
        throw new BuildException($"{spec.Kind.Name}: {why}; give {field.Name} to build it all the same");
    }

    private static UInt128 NumberOf(Protocol? next, Demux space) => next?.NumberIn(space) ?? space.Otherwise;

    private static UInt128 CountOf(Spec spec, ScalarField field)
    {
        foreach (Part part in spec.Kind.Table.Parts)
            if (part.Variable is { } counted && counted.Bound.By == field) return counted.CountOf(spec.PartsOf(counted));
        return field.Default;
    }
}
