using RawNet.Lab;

namespace RawNet.Sockets.Tests;

/// <summary>What tshark says of captured frames.</summary>
internal static class Witness
{
    /// <summary>One line a frame, fields separated by tabs.</summary>
    public static IReadOnlyList<string> Fields(Capture capture, params string[] fields)
    {
        string[] arguments =
        [
            "-n", "-r", "-", "-o", "ip.check_checksum:TRUE", "-T", "fields", .. fields.SelectMany(f => new[] { "-e", f })
        ];
        return Peer.Run("tshark", arguments, capture.Pcap()).Succeeded().Lines;
    }
}
