namespace RawNet.Wire;

/// <summary>How many bytes a variable field takes, whether its inner structure is whole, and whether that contradicts itself.</summary>
internal readonly record struct Extent(int Length, bool Whole, bool Doubtful = false);

/// <summary>What says where a variable field ends.</summary>
/// <param name="By">A count of items or of words; null when the field goes to the end of the header or of the region.</param>
/// <param name="Unit">Bytes that one count stands for; 0 when it counts items whose size differs.</param>
/// <param name="Uncounted">Items that the count leaves out: 1 when it is the index of the last one; -1 when it counts itself.</param>
/// <param name="Fixed">Always as many bytes, whatever a count says.</param>
/// <param name="ToHeaderEnd">The field ends where the header's own length says.</param>
internal sealed record Bound(ScalarField? By, int Unit, bool ToHeaderEnd, int Uncounted = 0, int? Fixed = null)
{
    public static readonly Bound Rest = new(null, 1, false);
    public static readonly Bound Header = new(null, 1, true);

    /// <summary>Always as many bytes.</summary>
    public static Bound Exactly(int bytes) => new(null, 1, false, 0, bytes);

    public static Bound Count(ScalarField by, int unit, int uncounted = 0) => new(by, unit, false, uncounted);

    /// <summary>The bytes that the field claims.</summary>
    public int Bytes(scoped in View view, int at)
    {
        if (Fixed is { } bytes) return bytes;
        if (By is not null) return (int)Math.Min(Math.Max(0L, (long)By.ShownIn(view) + Uncounted) * Unit, int.MaxValue / 2);
        int end = ToHeaderEnd ? HeaderEnd(view) : view.StatedLength;
        return Math.Max(0, end - at);
    }

    private static int HeaderEnd(scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        return roles.HeaderLength is { } length ? (int)roles.HeaderScale.BytesOf(length.ShownIn(view)) : view.StatedLength;
    }
}

/// <summary>A field whose length depends on values: bytes, a list of values, or records.</summary>
public abstract class VariableField : Field
{
    private protected VariableField(Table table, string name, string member, string? alias, Bound bound)
        : base(table, name, member, alias) => Bound = bound;

    internal Bound Bound { get; }

    internal override bool IsComputed => false;

    /// <summary>What an open field stands for when building.</summary>
    internal abstract object NoParts { get; }

    /// <summary>The bytes that the field claims at an offset of the message.</summary>
    internal abstract Extent Extent(scoped in View view, int at);

    /// <summary>The end, from the start of the message, of the first item that is not whole.</summary>
    internal abstract int NeededEnd(scoped in View view, int at);

    internal abstract int LengthOf(object parts);

    /// <summary>What the field's count states when it is not given.</summary>
    /// <exception cref="BuildException">No count states this length.</exception>
    internal abstract UInt128 CountOf(object parts);

    internal abstract void Write(Span<byte> bytes, object parts);

    /// <summary>The path to what is missing inside the field, for messages: "igmp.records[2].igmp.saddr".</summary>
    internal virtual string PathToFault(scoped in View view, int at) => Name;
}

/// <summary>A packet that cannot be built as asked; the message says why and what would be right.</summary>
public sealed class BuildException(string message) : Exception(message);
