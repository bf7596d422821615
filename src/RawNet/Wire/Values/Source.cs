namespace RawNet.Wire;

/// <summary>The clause of a document that a declaration follows.</summary>
/// <param name="Document">The document, as people cite it: "RFC 791", "IEEE 802.1Q".</param>
/// <param name="Clause">The place in it: "section 3.1", "page 14"; empty for what no document lays out.</param>
public sealed record Source(string Document, string Clause)
{
    /// <summary>A clause of a standard of the IEEE.</summary>
    public static Source Ieee(string standard, string clause) => new($"IEEE {standard}", $"clause {clause}");

    /// <summary>Bytes that no document lays out, and in words where they come from.</summary>
    internal static Source None(string words) => new(words, string.Empty);

    /// <inheritdoc/>
    public override string ToString() => Clause.Length == 0 ? Document : $"{Document}, {Clause}";
}

/// <summary>Citations of RFCs.</summary>
public static class Rfc
{
    /// <summary>A section by its number.</summary>
    public static Source Section(int rfc, string section) => new($"RFC {rfc}", $"section {section}");

    /// <summary>A page, for RFCs without numbered sections.</summary>
    public static Source Page(int rfc, int page) => new($"RFC {rfc}", $"page {page}");
}
