namespace RawNet.Captures;

/// <summary>What an interface found wrong with a frame: bits 24 to 31 of epb_flags (draft-ietf-opsawg-pcapng, 4.3.1).</summary>
[Flags]
public enum LinkFaults
{
    /// <summary>Nothing, or nobody told.</summary>
    None = 0,

    /// <summary>The frame check sequence is wrong.</summary>
    WrongChecksum = 1,

    /// <summary>Longer than the link allows.</summary>
    TooLong = 2,

    /// <summary>Shorter than the link allows.</summary>
    TooShort = 4,

    /// <summary>Too close to the frame before.</summary>
    WrongGap = 8,

    /// <summary>No whole number of bytes.</summary>
    Unaligned = 16,

    /// <summary>No start frame delimiter.</summary>
    NoStartDelimiter = 32,

    /// <summary>A wrong preamble.</summary>
    WrongPreamble = 64,

    /// <summary>A symbol that the line code does not have.</summary>
    WrongSymbol = 128,
}

/// <summary>The names that <c>--blocks</c>, <c>read</c> and <c>verify</c> give them.</summary>
public static class LinkFaultNames
{
    // From the lowest bit on.
    private static readonly string[] _names =
    [
        "crc-error", "too-long", "too-short", "wrong-gap", "unaligned", "no-start-delimiter", "preamble-error", "symbol-error"
    ];

    /// <summary>One for each that is set.</summary>
    public static IEnumerable<string> Names(this LinkFaults faults) => _names.Where((_, bit) => ((int)faults >> bit & 1) != 0);
}
