namespace RawNet.Cli.Common.Files;

/// <summary>Standard output as bytes and as text over the same bytes, and standard error.</summary>
internal static class StandardOutput
{
    /// <summary>A stream that throws <see cref="OutputClosedException"/> when the reader has gone, and <see cref="OutputFailedException"/>
    /// when it cannot be written.</summary>
    public static ResultStream Open(Stream errors) => new(errors);

    /// <summary>Diagnostics; where they cannot be written there is nobody to tell, and the status still says how the run ended.</summary>
    public static Stream OpenErrors() => new ErrorStream();

    /// <summary>Text that reaches the reader with each call.</summary>
    public static TextWriter TextOver(Stream bytes) => new PlainWriter(bytes, bufferSize: 1 << 10, handsOver: true);

    /// <summary>Text that reaches the reader when 64 KiB are full or at <see cref="TextWriter.Flush"/>.</summary>
    public static TextWriter BufferedTextOver(Stream bytes) => new PlainWriter(bytes, bufferSize: 1 << 16, handsOver: false);
}
