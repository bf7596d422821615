using RawNet.Verification;

namespace RawNet.Cli.Verify;

/// <summary>A configuration folder for one run of tshark: every checksum verified, nothing reassembled, nothing resolved,
/// and only the protocols of ours dissected.</summary>
internal sealed class TsharkProfile : IDisposable
{
    private const string Preferences = """
        ip.check_checksum: TRUE
        tcp.check_checksum: TRUE
        udp.check_checksum: TRUE
        ip.defragment: FALSE
        ipv6.defragment: FALSE
        ip.tso_support: TRUE
        ip.use_geoip: FALSE
        ipv6.use_geoip: FALSE
        tcp.desegment_tcp_streams: FALSE
        tcp.analyze_sequence_numbers: FALSE
        tcp.relative_sequence_numbers: FALSE
        tcp.calculate_timestamps: FALSE
        tcp.try_heuristic_first: FALSE
        udp.try_heuristic_first: FALSE
        eth.fcs: Never
        eth.check_fcs: TRUE
        nameres.mac_name: FALSE
        nameres.transport_name: FALSE
        nameres.network_name: FALSE

        """;

    /// <summary>What tshark needs to reach the layers: it hands every frame from one of these to the next.</summary>
    private static readonly string[] _carriers = ["frame", "ethertype", "raw", "data", "pkt_comment"];

    /// <summary>Parts of these that tshark switches on and off one by one.</summary>
    private static readonly string[] _parts = ["_ws.", "ip.", "tcp.", "udp."];

    private TsharkProfile(string folder) => Folder = folder;

    public string Folder { get; }

    /// <param name="protocols">The lines of <c>tshark -G protocols</c>: long name, short name, filter name, with tabs between.</param>
    public static TsharkProfile Create(IEnumerable<string> protocols)
    {
        var profile = new TsharkProfile(Directory.CreateTempSubdirectory("rawnet-tshark-").FullName);
        IEnumerable<string> others = protocols.Select(line => line.Split('\t')).Where(columns => columns.Length > 2)
            .Select(columns => columns[2]).Where(name => !IsWanted(name));
        File.WriteAllLines(Path.Combine(profile.Folder, "disabled_protos"), others);
        File.WriteAllText(Path.Combine(profile.Folder, "preferences"), Preferences);
        return profile;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static bool IsWanted(string name) =>
        WitnessNames.Protocols.Contains(name) || _carriers.Contains(name)
        || Array.Exists(_parts, part => name.StartsWith(part, StringComparison.Ordinal));
}
