namespace RawNet.Wire;

/// <summary>Padding in expressions: the length of the whole item, as RFC 8200, 4.2 counts PadN,
/// or its bytes when they are no zeros.</summary>
internal static class PaddingText
{
    public static void Append(ref TextBuffer text, BytesField field, ReadOnlySpan<byte> bytes)
    {
        if (bytes.ContainsAnyExcept((byte)0)) BytesText.AppendHex(ref text, bytes);
        else text.Append(Before(field) + bytes.Length);
    }

    /// <exception cref="ExpressionException">The text is neither a length that the item can have nor hex:...</exception>
    public static byte[] Parse(BytesField field, string text, ExpressionContext context)
    {
        if (text.StartsWith("hex:", StringComparison.Ordinal)) return BytesText.Parse(field, text, context);
        int least = Before(field), most = least + byte.MaxValue;
        return ScalarText.Number(text) is { } length && length >= (UInt128)least && length <= (UInt128)most
            ? new byte[(int)length - least]
            : throw new ExpressionException($"'{text}' is no value of {field.Name}: how many bytes are filled, {least} to {most}, "
                + "or hex:.. for bytes that are not zero is wanted");
    }

    private static int Before(BytesField field) => field.Table.FixedBefore(field.Part);
}
