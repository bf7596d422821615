namespace RawNet.Captures;

/// <summary>Packed files that are not unpacked here, known by their first bytes.</summary>
internal static class Unpacking
{
    /// <summary>The format and the program that unpacks it to its standard output.</summary>
    internal static (string Format, string Program)? Of(ReadOnlySpan<byte> magic) => magic switch
    {
        [0x28, 0xb5, 0x2f, 0xfd, ..] => ("zstd", "zstdcat"), // RFC 8878, 3.1.1
        [0x04, 0x22, 0x4d, 0x18, ..] => ("lz4", "lz4cat"), // LZ4 frame format, magic number
        [0xfd, (byte)'7', (byte)'z', (byte)'X', ..] => ("xz", "xzcat"), // .xz format, 2.1.1.1
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => ("bzip2", "bzcat"),
        _ => null,
    };

    /// <summary>The error of a file that begins with these bytes and is no capture.</summary>
    /// <param name="magic">Four bytes.</param>
    /// <param name="otherwise">What to say of a file that is not packed.</param>
    internal static CaptureError ErrorOf(ReadOnlySpan<byte> magic, string otherwise) => Of(magic) is var (format, program)
        ? new CaptureError(CaptureFault.NotACapture, 0, $"the file is packed by {format}, which is not unpacked here")
        {
            UnpackedBy = program
        }
        : new CaptureError(CaptureFault.NotACapture, 0, otherwise);
}
