using System.Globalization;
using RawNet.Wire;

namespace RawNet.Verification;

/// <summary>Whether a value of ours and a witness's text say the same.</summary>
internal static class WitnessValue
{
    /// <param name="ours">The value as JSON shows it.</param>
    /// <param name="text">The witness's text: 64, 0x0800, 00:00, 198.18.0.1, 1 for true and for a good checksum.</param>
    /// <param name="isBytes">The witness's field is of bytes, so its digits are hexadecimal.</param>
    /// <param name="isVerdict">The field is the verdict on a checksum.</param>
    public static bool Equal(in ShownValue ours, string text, bool isBytes, bool isVerdict) => ours.Form switch
    {
        ValueForm.Number =>
            ours.Text == text || Number(text, isBytes) is { } number && number.ToString(CultureInfo.InvariantCulture) == ours.Text,
        ValueForm.Flag => text is "1" or "0" or "True" or "False" && text is "1" or "True" == (ours.Text == "true"),
        _ when isVerdict => VerdictOf(text) == ours.Text,
        _ => ours.Text.Equals(text, StringComparison.OrdinalIgnoreCase) || (IsHex(ours.Text)
            && ours.Text.Equals(text.Replace(":", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)),
    };

    /// <summary>Wireshark's proto_checksum_enum_e in the words of <c>rawnet.packet/1</c>; 4 is a sum of zero over IPv6,
    /// which RFC 8200 forbids.</summary>
    public static string VerdictOf(string text) => text switch
    {
        "0" or "4" => "bad",
        "1" => "good",
        "2" => "unverified",
        "3" => "absent",
        _ => text,
    };

    private static UInt128? Number(string text, bool isBytes)
    {
        bool hex = text.StartsWith("0x", StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal) || isBytes;
        string digits = (text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text)
            .Replace(":", string.Empty, StringComparison.Ordinal);
        return UInt128.TryParse(digits, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture, out UInt128 value) ? value : null;
    }

    private static bool IsHex(string text) => text.All(char.IsAsciiHexDigitLower);
}
