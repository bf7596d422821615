using System.Globalization;

namespace RawNet.Cli.Common.Text;

/// <summary>What a file says of the packets that it does not hold.</summary>
internal static class LossWords
{
    /// <param name="dropped">By its statistics blocks.</param>
    /// <param name="lost">By its packets.</param>
    /// <returns>Null when nothing was lost.</returns>
    public static string? Of(ulong dropped, ulong lost)
    {
        if (dropped == 0 && lost == 0) return null;
        string statistics = dropped > 0 ? string.Create(CultureInfo.InvariantCulture, $"{dropped} by its statistics blocks") : "";
        string packets = lost > 0 ? string.Create(CultureInfo.InvariantCulture, $"{lost} by its packets' drop counts") : "";
        return $"packets were lost while it was recorded: {statistics}{(statistics.Length > 0 && packets.Length > 0 ? ", " : "")}{packets}";
    }
}
