using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>A field of a query that holds a time, in codes that do not have every time.</summary>
public sealed class TimeCode
{
    private readonly ScalarField _field;
    private readonly Codec? _codec;
    private readonly TimeSpan _unit;
    private readonly ulong _least;

    internal TimeCode(ScalarField field, Codec? codec, TimeSpan unit, Source clause, ulong least = 0) =>
        (_field, _codec, _unit, Clause, _least) = (field, codec, unit, clause, least);

    /// <summary>Where the codes are defined.</summary>
    public Source Clause { get; }

    /// <summary>The longest time that it says.</summary>
    public TimeSpan Most => TimeOf(Bits(ulong.MaxValue));

    /// <summary>The time that is sent for one that is asked for: the next lower one that has a code (RFC 9776,
    /// section 8.8), or the least.</summary>
    public TimeSpan Sent(TimeSpan asked) => TimeOf(BitsOf(asked));

    internal Assignment Is(TimeSpan asked) => new(_field, BitsOf(asked));

    private ulong BitsOf(TimeSpan asked) => Bits(Math.Max(_least, (ulong)Math.Max(0, asked.Ticks / _unit.Ticks)));

    private TimeSpan TimeOf(ulong bits) => _unit * (_codec?.Show(bits) ?? bits);

    private ulong Bits(ulong shown)
    {
        if (_codec is null) return Math.Min(shown, (1UL << _field.Width) - 1);
        _codec.TryEncode(shown, _field.Width, out ulong bits, out _);
        return bits;
    }
}
