using System.Globalization;
using RawNet.Wire;

namespace RawNet.Tests.Protocols;

/// <summary>A packet of the seeded witness list: its bytes come from Scapy or from struct, never from the code under test.</summary>
internal sealed record WitnessPacket(LinkType Link, byte[] Bytes, string Expression)
{
    /// <summary>About two of each kind, option and record type.</summary>
    internal static IReadOnlyList<WitnessPacket> All { get; } =
    [
        .. Texts.Lines("witness-packets.txt").Where(line => line[0] != '#').Select(Of)
    ];

    private static WitnessPacket Of(string line)
    {
        string[] parts = line.Split(' ', 3);
        return new((LinkType)ushort.Parse(parts[0], CultureInfo.InvariantCulture), Convert.FromHexString(parts[1]), parts[2]);
    }
}

/// <summary>Texts that are built into the tests.</summary>
internal static class Texts
{
    internal static string[] Lines(string name)
    {
        using Stream stream = typeof(Texts).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
