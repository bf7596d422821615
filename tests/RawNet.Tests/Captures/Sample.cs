using System.IO.Compression;

namespace RawNet.Tests.Captures;

/// <summary>A capture file as hex text, laid out by hand from the documents of its format.</summary>
/// <remarks>In the text <c>!</c> stands behind a packet and <c>|</c> behind any other part: the places
/// where the file may end and be whole.</remarks>
internal sealed record Sample(string Name, byte[] Bytes, IReadOnlyList<int> Borders,
    IReadOnlyList<int> PacketEnds, IReadOnlyList<Row> Packets)
{
    public static Sample Of(string name, string text, params Row[] packets)
    {
        List<byte> bytes = [];
        List<int> borders = [];
        List<int> ends = [];
        foreach (string part in WithoutComments(text))
        {
            bytes.AddRange(Convert.FromHexString(part.TrimEnd('|', '!')));
            if (part[^1] is '|' or '!')
                borders.Add(bytes.Count);
            if (part[^1] == '!')
                ends.Add(bytes.Count);
        }
        return new Sample(name, [.. bytes], borders, ends, packets);
    }

    public override string ToString() => Name;

    public byte[] Gzipped() => Gzipped(..);

    public byte[] Gzipped(Range part)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
            gzip.Write(Bytes.AsSpan(part));
        return packed.ToArray();
    }

    private static IEnumerable<string> WithoutComments(string text) =>
        text.Split('\n')
            .SelectMany(line => line.Split("//")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
