using System.Buffers;
using System.Text;
using RawNet.Cli.Common.Files;
using RawNet.Wire;

namespace RawNet.Cli.Echo;

/// <summary>Foreign bytes on their way to a terminal, as text for people. A character of several bytes may come in pieces.</summary>
/// <param name="text">Escapes what is not plain; stays open.</param>
internal sealed class TerminalStream(TextWriter text) : WriteOnlyStream
{
    private byte[] _begun = [];

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        byte[] all = [.. _begun, .. buffer];
        int whole = all.Length - BegunLength(all);
        _begun = all[whole..];
        text.Write(NativeText.Of(all.AsSpan(0, whole)));
        text.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) text.Write(NativeText.Of(_begun));
        base.Dispose(disposing);
    }

    // A character has at most four bytes.
    private static int BegunLength(ReadOnlySpan<byte> bytes)
    {
        for (int length = Math.Min(3, bytes.Length); length > 0; length--)
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out int used) == OperationStatus.NeedMoreData && used == length) return length;
        return 0;
    }
}
