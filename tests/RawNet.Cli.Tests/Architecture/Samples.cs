namespace RawNet.Cli.Tests.Architecture;

/// <summary>Small methods that spell an offset into bytes, and some that spell other numbers.</summary>
internal static class Samples
{
    private const int At = 6;

    public static byte Index(ReadOnlySpan<byte> message) => message[At];

    public static ReadOnlySpan<byte> SliceOfSpan(ReadOnlySpan<byte> message) => message[4..8];

    public static byte[] PartOfArray(byte[] message) => message[4..];

    public static byte BehindSomething(byte[] message, int start) => message[start + 2];

    public static void Store(byte[] message) => message[2] = 1;

    public static Span<byte> EitherWay(byte[] message, bool isLong) => message.AsSpan(isLong ? 40 : 20);

    public static ReadOnlySpan<byte> FromTheBeginning(ReadOnlySpan<byte> message) => message[..8];

    public static byte FromTheEnd(ReadOnlySpan<byte> message) => message[^1];

    public static byte[] Listed(byte value) => [1, 2, value, 4];

    public static int Counted(ReadOnlySpan<byte> message)
    {
        int sum = 0;
        for (int at = 0; at < message.Length; at += 2) sum += message[at];
        return sum;
    }

    public static string OfText(string text) => text[2..];
}
