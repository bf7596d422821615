using System.Globalization;
using RawNet.Wire;

namespace RawNet.Verification;

/// <summary>One thing about one packet that is not as it should be.</summary>
/// <param name="Frame">The packet's place in the file, from 1.</param>
/// <param name="Layer">The layer's protocol: "ip".</param>
/// <param name="Field">Wireshark's name of the field; "rebuild" when the packet built again differs,
/// "layer" when a whole layer does.</param>
/// <param name="Found">What the packet holds, as this library reads it.</param>
/// <param name="Expected">What would be right, or what the witness says.</param>
/// <param name="Rule">The clause that says so, or the witness's name.</param>
public sealed record Finding(long Frame, string Layer, string Field, ShownValue Found, ShownValue Expected, string Rule)
{
    /// <summary>The program that says otherwise; null when the finding comes from the packet alone.</summary>
    public string? Witness { get; init; }

    /// <summary>True for a layer of a packet that an ICMP error quotes.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Of a finding about one record of an IGMP or MLD report, its place from 0.</summary>
    public int? Record { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        string field = Field.Contains('.', StringComparison.Ordinal) ? Field : $"{Layer} {Field}";
        string place = string.Create(CultureInfo.InvariantCulture, $"frame {Frame} {(IsQuoted ? "quoted " : "")}{field}");
        return Witness is null
            ? $"{place}: found {Found}, expected {Expected} ({Rule})"
            : $"{place}: {Witness} says {Expected}, rawnet {Found}";
    }
}
