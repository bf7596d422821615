using System.Text.RegularExpressions;
using RawNet.Captures;
using RawNet.Lab;
using RawNet.Tests.Wire;
using RawNet.Wire;
using Recording = RawNet.Tests.Wire.Input;

namespace RawNet.Cli.Tests;

/// <summary>Changed packets through the real pipe, <c>read --as-expression | craft</c>: the same bytes, and tshark
/// says the same of both files.</summary>
public partial class ChangedPacketsTests
{
    private const int Bounded = 2_000;

    [Theory]
    [InlineData(LinkType.Ethernet)]
    [InlineData(LinkType.Raw)]
    [InlineData(LinkType.LinuxSll)]
    [InlineData(LinkType.LinuxSll2)]
    [InlineData(LinkType.Null)]
    [InlineData(LinkType.Ipv4)]
    public void WhatIsRebuiltIsReadAlike(LinkType link)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        byte[][] packets = [.. Changed(link)];
        using TemporaryFile original = new(FileOf(link, packets));
        PeerResult said = Rawnet.Run("read", "--as-expression", original.Path).Succeeded();
        IReadOnlyList<string> built = Rawnet.RunWith(said.Bytes.ToArray(), "craft", "--hex").Succeeded().Lines;
        Assert.Equal(packets.Select(Convert.ToHexStringLower), built);
        using TemporaryFile rebuilt = new(FileOf(link, built.Select(Convert.FromHexString)));
        Assert.Equal(Decoded(original.Path), Decoded(rebuilt.Path));
    }

    // RAWNET_CHANGES=100000 in the environment makes the long run of it.
    private static IEnumerable<byte[]> Changed(LinkType link)
    {
        Recording[] origins = [.. Rawnet.Captures().Concat(Exam.Captures()).SelectMany(PacketsOf).Where(p => p.Link == link)];
        Assert.NotEmpty(origins);
        Mutator mutator = new(seed: (int)link, origins);
        FieldMutator fields = new(seed: (int)link);
        int count = Environment.GetEnvironmentVariable("RAWNET_CHANGES") is { Length: > 0 } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : Bounded;
        for (int n = 0; n < count; n++)
        {
            Recording origin = origins[n % origins.Length];
            byte[] bytes = ((n + (n / origins.Length)) % 2 == 0 ? mutator.Changed(origin) : fields.Changed(origin)).Bytes;
            if (bytes.Length > 0) yield return bytes;
        }
    }

    private static List<Recording> PacketsOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using var reader = CaptureReader.Open(stream);
        List<Recording> packets = [];
        while (reader.TryRead(out CapturedPacket packet))
            packets.Add(new(Path.GetFileName(file), packet.LinkType, packet.Data.ToArray(), (int)packet.Length));
        return packets;
    }

    private static byte[] FileOf(LinkType link, IEnumerable<byte[]> packets)
    {
        using MemoryStream stream = new();
        PcapWriter writer = new(stream, new CaptureInterface(link));
        foreach (byte[] packet in packets) writer.Write(new CapturedPacket(link, packet, 0));
        return stream.ToArray();
    }

    // The file's name and the times of the run stand only in the head of the document.
    private static string Decoded(string file)
    {
        PeerResult pdml = Peer.Run("tshark", ["-n", "-r", file, "-T", "pdml"], timeout: TimeSpan.FromMinutes(5));
        string text = Head().Replace(pdml.Text, string.Empty);
        Assert.Contains("<packet>", text, StringComparison.Ordinal);
        return text;
    }

    [GeneratedRegex("<pdml [^>]*>")]
    private static partial Regex Head();
}
