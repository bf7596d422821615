using System.Buffers;
using System.Text.Json;

namespace RawNet.Wire;

/// <summary>Bytes as a JSON string of lower-case hexadecimal digits, without garbage.</summary>
internal static class HexJson
{
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes)
    {
        byte[]? rented = bytes.Length > 256 ? ArrayPool<byte>.Shared.Rent(2 * bytes.Length) : null;
        Span<byte> text = rented ?? stackalloc byte[512];
        Convert.TryToHexStringLower(bytes, text, out int written);
        writer.WriteStringValue(text[..written]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }
}
