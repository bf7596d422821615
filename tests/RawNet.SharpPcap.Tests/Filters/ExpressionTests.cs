using System.Reflection;
using RawNet.Captures;
using RawNet.Lab;
using RawNet.SharpPcap.Filters;
using RawNet.Wire;

namespace RawNet.SharpPcap.Tests.Filters;

/// <summary>Every expression of expressions.txt over every capture, with tcpdump as the judge.</summary>
public sealed class ExpressionTests : IDisposable
{
    private static readonly string _root = Path.GetFullPath(
        typeof(ExpressionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!);
    private static readonly string _here = Path.Combine(_root, "tests", "RawNet.SharpPcap.Tests", "Filters");
    private readonly string _list = Path.GetTempFileName();

    public void Dispose() => File.Delete(_list);

    [Fact]
    public void OverTheCapturesTcpdumpKeepsAndRefusesTheSame()
    {
        Skip();
        Judge(Path.Combine(_root, "captures"), "captures.unreadable.txt");
    }

    [Fact]
    public void OverTheExamTcpdumpKeepsAndRefusesTheSame()
    {
        Skip();
        string exam = Path.Combine(_root, "..", "shared", "exam", "captures");
        Assert.SkipUnless(Directory.Exists(exam), "no folder shared/exam beside this repository");
        Judge(exam, "exam.unreadable.txt");
    }

    private static void Skip() => Assert.SkipWhen(Requirements.Programs("tcpdump") is not null, Requirements.Programs("tcpdump") ?? "");

    private void Judge(string folder, string unreadable)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.pcap*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".pcap", StringComparison.Ordinal) || f.EndsWith(".pcapng", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        ILookup<string, string> refused = files.ToLookup(f => WholeFault(f, folder));
        Assert.Equal(File.ReadAllLines(Path.Combine(_here, unreadable)),
            refused.Where(g => g.Key.Length > 0).Select(g => g.Key).Order(StringComparer.Ordinal));
        string[] expressions = [.. File.ReadLines(Path.Combine(_here, "expressions.txt")).Where(line => !line.StartsWith('#'))];
        Assert.True(expressions.Length >= 150);
        // By link type, because tcpdump -w keeps one.
        List<string> differences = [];
        foreach (IGrouping<LinkType, string> group in refused[""].GroupBy(LinkTypeOf))
        {
            File.WriteAllLines(_list, group);
            differences.AddRange(expressions.AsParallel().Select(expression => Difference(group, expression)).OfType<string>());
        }
        Assert.Empty(differences);
    }

    private string? Difference(IGrouping<LinkType, string> files, string expression)
    {
        List<string> expected = Tcpdump(expression), kept = Ours(files, expression);
        return expected.SequenceEqual(kept)
            ? null
            : $"{files.Key} '{expression}': tcpdump {expected.Count} {expected.FirstOrDefault()}, "
                + $"ours {kept.Count} {kept.FirstOrDefault()}";
    }

    // Why libpcap does not read a file to its end; empty when it does.
    private static string WholeFault(string file, string folder)
    {
        PeerResult result = Peer.Run("tcpdump", ["-r", file, "-w", "/dev/null", "-Z", "root"]);
        return result.ExitCode == 0
            ? ""
            : $"{Path.GetRelativePath(folder, file)}: {Sentence(result).Replace(file, "FILE", StringComparison.Ordinal)}";
    }

    private static string Sentence(PeerResult result) => result.Errors.TrimEnd('\n').Split('\n')[^1]["tcpdump: ".Length..];

    private List<string> Tcpdump(string expression)
    {
        PeerResult result = Peer.Run("tcpdump", ["-V", _list, "-w", "-", "-Z", "root", "--time-stamp-precision=nano", "--", expression]);
        return result.ExitCode == 0 ? Packets(new MemoryStream(result.Bytes.ToArray()), null) : [Sentence(result)];
    }

    private static List<string> Ours(IEnumerable<string> files, string expression)
    {
        PcapFilter filter = new(expression);
        try
        {
            return [.. files.SelectMany(file =>
            {
                using FileStream stream = File.OpenRead(file);
                return Packets(stream, filter);
            })];
        }
        catch (LibpcapException refusal) when (refusal.Failure == LibpcapFailure.WrongExpression)
        {
            return [refusal.Message];
        }
    }

    private static LinkType LinkTypeOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using CaptureReader reader = CaptureReader.Open(stream);
        reader.TryRead(out _);
        return reader.Interfaces[0].LinkType;
    }

    private static List<string> Packets(Stream stream, PcapFilter? filter)
    {
        using CaptureReader reader = CaptureReader.Open(stream);
        List<string> packets = [];
        bool any = reader.TryRead(out CapturedPacket packet);
        if (filter is not null)
        {
            filter.Order = reader.Format.Order;
            filter.ProgramFor(reader.Interfaces[0].LinkType);
        }
        for (; any; any = reader.TryRead(out packet))
            if (filter is null || filter.Accepts(packet)) packets.Add($"{packet.Length} {Convert.ToHexStringLower(packet.Data)}");
        return packets;
    }
}
