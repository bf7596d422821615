using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>
/// The header that nearly every message of a table has: all of its fixed part there, the right version, no options, no fragment.
/// One masked compare of eight bytes tells it; whatever is not usual is left to <see cref="Layout"/>.
/// </summary>
internal sealed class UsualHeader
{
    private readonly int _leastEnd;
    private readonly int _window;
    private readonly ulong _mask;
    private readonly ulong _bits;
    private readonly int _lengthAt = -1;
    private readonly int _beforeLength;
    private readonly int _least = int.MaxValue;
    private readonly bool _carriesNothing;

    public UsualHeader(Table table)
    {
        TableRoles roles = table.Roles;
        (Length, Keeps) = (table.FixedLength, roles.Length is null ? ~ViewState.Whole : ~ViewState.Clipped);
        (_beforeLength, _carriesNothing) = (roles.LengthScale.Uncounted, roles.CarriesNothing);
        // A length of 0 may say nothing: such a message is looked at more closely.
        _leastEnd = Length + (roles.ZeroLengthIsRest && roles.LengthScale.Uncounted == Length ? 1 : 0);
        (ScalarField Field, UInt128 Bits)[] demands = [.. Demands(table)];
        int first = demands.Length == 0 ? 0 : demands.Min(d => d.Field.BitOffset / 8);
        _window = Math.Max(0, Math.Min(first, Length - sizeof(ulong)));
        foreach ((ScalarField field, UInt128 bits) in demands)
        {
            int shift = (8 * (_window + sizeof(ulong))) - field.BitOffset - field.Width;
            if (shift < 0) return;
            _mask |= ((1UL << field.Width) - 1) << shift;
            _bits |= (ulong)bits << shift;
        }
        // A list with a count of its own may go beyond the header that has no room for it.
        bool isCounted = table.Parts.Any(part => part.Variable?.Bound.By is not null);
        bool isScaled = !isCounted && roles.HeaderLength is not null && table.FixedLength % roles.HeaderScale.Unit == 0;
        bool endsUsually = table.Behind is null && (table.Parts.Length == 1 || isScaled);
        if (roles.Length is { } length) _lengthAt = length.BitOffset / 8;
        bool hasPlainLength = roles.Length is null || (roles.Length is { IsPlain: true, Width: 16 } && roles.LengthScale.Unit == 1);
        bool exists = endsUsually && hasPlainLength && Length > 0 && (_mask == 0 || Length >= sizeof(ulong));
        if (exists) _least = Length;
    }

    /// <summary>Bytes of the header.</summary>
    public int Length { get; }

    /// <summary>What a view keeps of the state of its region: a length of its own ends the doubt about an enclosing one.</summary>
    public ViewState Keeps { get; }

    /// <summary>Where the region of a usual message ends; false when the message must be looked at more closely.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnd(ReadOnlySpan<byte> bytes, int stated, out int end)
    {
        end = stated;
        if (bytes.Length < _least || stated < _least) return false;
        if (_mask != 0 && (BinaryPrimitives.ReadUInt64BigEndian(bytes[_window..]) & _mask) != _bits) return false;
        if (_carriesNothing) end = Length;
        if (_lengthAt < 0) return true;
        end = BinaryPrimitives.ReadUInt16BigEndian(bytes[_lengthAt..]) + _beforeLength;
        return end >= _leastEnd && end <= stated;
    }

    private static IEnumerable<(ScalarField Field, UInt128 Bits)> Demands(Table table)
    {
        TableRoles roles = table.Roles;
        if (roles.Version is { } version) yield return (version, version.Default);
        if (roles.HeaderLength is { } header) yield return (header, header.Encode(roles.HeaderScale.CountOf(table.FixedLength)));
        if (roles.MoreFragments is { } more) yield return (more, 0);
        if (roles.FragmentOffset is { } offset) yield return (offset, 0);
    }
}
