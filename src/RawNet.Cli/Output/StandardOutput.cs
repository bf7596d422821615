using System.Globalization;
using System.Text;

namespace RawNet.Cli.Output;

/// <summary>Standard output as bytes and as text over the same bytes.</summary>
internal static class StandardOutput
{
    /// <summary>A stream that throws <see cref="OutputClosedException"/> when the reader at the other end of a pipe is gone: .NET's own console stream hides that, and work would go on for nobody.</summary>
    public static Stream Open()
    {
        if (!Console.IsOutputRedirected) return Console.OpenStandardOutput();
        try
        {
            return new PipeOutput();
        }
        catch (IOException)
        {
            // No pipe: a file, a device.
            return Console.OpenStandardOutput();
        }
    }

    /// <summary>Text that reaches the reader with each call.</summary>
    public static TextWriter TextOver(Stream bytes) => new Writer(bytes) { AutoFlush = true };

    /// <summary>Text that reaches the reader when 64 KiB are full or at <see cref="TextWriter.Flush"/>.</summary>
    public static TextWriter BufferedTextOver(Stream bytes) => new Writer(bytes);

    private sealed class Writer(Stream bytes) : StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true)
    {
        public override IFormatProvider FormatProvider => CultureInfo.InvariantCulture;
    }
}
