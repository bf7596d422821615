using System.Globalization;
using System.Text;
using RawNet.Captures;
using RawNet.Cli.Common.Files;
using RawNet.Wire;

namespace RawNet.Cli.Craft;

/// <summary>What was built, in full: the expression with every field said, then offsets, bytes and characters.</summary>
internal sealed class PacketDump(Stream output) : ICraftRenderer
{
    private const int BytesInRow = 16;

    private readonly TextWriter _lines = StandardOutput.BufferedTextOver(output);
    private bool _isFirst = true;

    public void Show(Packet packet, in CapturedPacket built)
    {
        if (!_isFirst) _lines.WriteLine();
        _isFirst = false;
        _lines.WriteLine(packet.InFull());
        for (int at = 0; at < built.Data.Length; at += BytesInRow) WriteRow(built.Data, at);
    }

    public void ShowNothing()
    {
    }

    public void Flush() => _lines.Flush();

    public void Finish(PacketTally count) => _lines.Flush();

    public void Dispose() => _lines.Dispose();

    private void WriteRow(ReadOnlySpan<byte> bytes, int at)
    {
        ReadOnlySpan<byte> row = bytes.Slice(at, Math.Min(BytesInRow, bytes.Length - at));
        var text = new StringBuilder(80).Append(CultureInfo.InvariantCulture, $"{at:x4} ");
        foreach (byte b in row) text.Append(CultureInfo.InvariantCulture, $" {b:x2}");
        text.Append(' ', (3 * (BytesInRow - row.Length)) + 2);
        foreach (byte b in row) text.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
        _lines.WriteLine(text);
    }
}
