using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Tests.Captures;

/// <summary>Scapy as a reader of capture files.</summary>
internal static class Scapy
{
    internal const string Python = "/usr/bin/python3";
    internal const string Missing = "Scapy is not installed on this machine";

    private const string Script = """
        import json, sys
        from scapy.utils import RawPcapReader
        reader, rows = RawPcapReader(sys.argv[1]), []
        for data, meta in reader:
            if hasattr(meta, 'tshigh'):
                link = meta.linktype
                ns = None if meta.tshigh is None else ((meta.tshigh << 32) + meta.tslow) * 10**9 // meta.tsresol
            else:
                link, ns = reader.linktype, meta.sec * 10**9 + meta.usec * (1 if reader.nano else 1000)
            rows.append([ns, meta.wirelen, data.hex(), link])
        print(json.dumps(rows))
        """;

    internal static bool Exists => Peer.Exists(Python) && Peer.Run(Python, ["-c", "import scapy"]).ExitCode == 0;

    /// <summary>Time (null where the file does not tell), length on the wire, bytes and link type of each packet.</summary>
    internal static IReadOnlyList<(long? Time, long Length, string Data, int LinkType)> Read(string path)
    {
        PeerResult result = Peer.Run(Python, ["-c", Script, path]).Succeeded();
        using JsonDocument document = JsonDocument.Parse(result.Bytes);
        return [.. document.RootElement.EnumerateArray().Select(row => (row[0].ValueKind == JsonValueKind.Null
            ? (long?)null
            : row[0].GetInt64(), row[1].GetInt64(), row[2].GetString()!, row[3].GetInt32()))];
    }
}
