using System.Text.Json;
using RawNet.Wire;

namespace RawNet.Cli.Common.Json;

/// <summary>Text that comes from outside, in JSON. The writer itself escapes whatever is no plain ASCII as \uNNNN;
/// it takes whole characters only.</summary>
internal static class ForeignJson
{
    /// <summary>A member whose text is a name of Linux or what a file says: a byte that is no UTF-8 is shown as <c>\xff</c>.</summary>
    public static void WriteForeign(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string text) =>
        writer.WriteString(name, NativeText.Shown(text));
}
