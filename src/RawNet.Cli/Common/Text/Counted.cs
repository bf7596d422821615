using System.Globalization;

namespace RawNet.Cli.Common.Text;

/// <summary>Numbers with their noun: "1 packet", "2 packets", "1 query", "2 queries".</summary>
internal static class Counted
{
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? $"{one}s")}");
}
