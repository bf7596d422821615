using System.Text;

namespace RawNet.Lab;

/// <summary>The <c>ip</c> program, whose failure is the lab's failure.</summary>
internal static class Iproute
{
    public static void Run(params string[] arguments) => Peer.Run("ip", arguments).Succeeded();

    /// <summary>Runs several commands, one a line, inside a namespace.</summary>
    public static void Batch(string space, string commands) =>
        Peer.Run("ip", ["-n", space, "-batch", "-"], Encoding.ASCII.GetBytes(commands)).Succeeded();
}
