using RawNet.Captures;
using RawNet.Tests.Captures;
using RawNet.Tests.Protocols;

namespace RawNet.Tests.Wire;

/// <summary>Every packet of this repository's recordings and, where they are there, of the exam's.</summary>
internal static class Recorded
{
    internal static string Captures { get; } = Find(AppContext.BaseDirectory, "captures", "SOURCES.md");

    internal static IReadOnlyList<Input> All { get; } = [.. Files().SelectMany(PacketsOf)];

    /// <summary>The packets of the witness list and the recorded ones: every kind is among them.</summary>
    internal static IReadOnlyList<Input> WithWitnesses { get; } =
    [
        .. WitnessPacket.All.Select((w, i) => new Input($"witness {i + 1}", w.Link, w.Bytes, w.Bytes.Length)), .. All
    ];

    private static IEnumerable<string> Files()
    {
        IEnumerable<string> exam = ExamTests.Folder is { } folder
            ? Directory.EnumerateFiles(Path.Combine(folder, "captures"), "*", SearchOption.AllDirectories)
            : [];
        return Directory.EnumerateFiles(Captures).Concat(exam).Where(IsCapture).Order(StringComparer.Ordinal);
    }

    private static bool IsCapture(string file) => Path.GetExtension(file) is ".pcap" or ".pcapng" or ".cap" or ".ntar" or ".dmp" or ".gz";

    private static List<Input> PacketsOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using CaptureReader reader = CaptureReader.Open(stream);
        List<Input> packets = [];
        while (reader.TryRead(out CapturedPacket packet))
            packets.Add(new($"{Path.GetFileName(file)} {packet.Number}", packet.LinkType, packet.Data.ToArray(), (int)packet.Length));
        return packets;
    }

    private static string Find(string from, string name, string holds)
    {
        DirectoryInfo? folder = new(from);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, name, holds))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException(name), name);
    }
}
