namespace RawNet.SharpPcap.Witness;

/// <summary>That PacketDotNet fails over a packet instead of reading it.</summary>
internal static class Refusal
{
    private const string Beginning = "does not read: ";

    /// <summary>What PacketDotNet throws over bytes, on purpose or not.</summary>
    public static bool Is(Exception failure) =>
        failure is IndexOutOfRangeException or ArgumentException or InvalidOperationException
            or NotImplementedException or NullReferenceException or OverflowException or InvalidCastException;

    public static string Of(Exception failure) => $"{Beginning}{failure.GetType().Name}";

    public static bool IsSaidBy(string text) => text.StartsWith(Beginning, StringComparison.Ordinal);
}
