namespace RawNet.Sockets;

/// <summary>ASCII letters to upper case; every other byte stays.</summary>
internal static class UpperCase
{
    private const int Distance = 'a' - 'A';

    public static void InPlace(Span<byte> bytes)
    {
        foreach (ref byte b in bytes)
        {
            if (b is >= (byte)'a' and <= (byte)'z')
                b -= Distance;
        }
    }
}
