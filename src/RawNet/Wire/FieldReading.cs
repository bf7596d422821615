namespace RawNet.Wire;

/// <summary>One field of a message with what stands there, in words for people. Derived from the table, never stored.</summary>
/// <param name="Field">Its words and names.</param>
/// <param name="Value">The shown value; of a list how many items it has. Bytes of the network are escaped.</param>
/// <param name="Meaning">What the value stands for: a name of IANA, a time, the verdict of a checksum; null for most.</param>
/// <param name="Items">The items of a list, records or options; none for other fields.</param>
public sealed record FieldReading(Field Field, string Value, string? Meaning, IReadOnlyList<ItemReading> Items)
{
    /// <summary>Value and meaning.</summary>
    public string Text => Meaning is null ? Value : $"{Value} ({Meaning})";

    /// <summary>The fields of a message that are there, in wire order; empty lists and bytes are left out.</summary>
    public static IReadOnlyList<FieldReading> Of(scoped in View view)
    {
        var readings = new List<FieldReading>();
        TableRoles roles = view.Kind.Table.Roles;
        foreach (Field field in view.Kind.Table.InOrder)
        {
            if (!view.Shows(field)) break;
            FieldReading reading = field.ReadForPeople(view);
            if (field == roles.Checksum) reading = reading with { Meaning = WordOf(view.ChecksumStatus) };
            else if (field == roles.ChecksumBehind) reading = reading with { Meaning = WordOf(view.ExtensionChecksumStatus) };
            if (field is ScalarField || reading.Value.Length > 0) readings.Add(reading);
        }
        return readings;
    }

    private static string WordOf(ChecksumStatus status) => status.ToString().ToLowerInvariant();
}

/// <summary>One item of a list.</summary>
/// <param name="Word">What kind of item it is, as expressions name it: "record", "ra"; empty in a list of plain values.</param>
/// <param name="Value">The value in a list of plain values, else null.</param>
/// <param name="Fields">The fields of a record or option.</param>
public sealed record ItemReading(string Word, string? Value, IReadOnlyList<FieldReading> Fields);
