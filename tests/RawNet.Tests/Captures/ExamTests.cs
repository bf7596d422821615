using System.Security.Cryptography;
using System.Text.Json;
using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>Captures of other people's tools and of the kernel, with what tshark says of each;
/// they are not part of this repository.</summary>
public class ExamTests
{
    internal static readonly string? Folder = Find(AppContext.BaseDirectory);

    [Fact]
    public void EveryFileOfTheExamAgreesWithItsExpectedFrames()
    {
        Assert.SkipWhen(Folder is null, "no folder shared/exam beside this repository");
        ILookup<string, Frame> expected = ExpectedFrames().ToLookup(frame => frame.File);
        List<string> files = [.. Verdicts().Keys];
        Assert.True(files.Count > 100, $"only {files.Count} files");
        Assert.All(files, file => Assert.Equal(expected[file], Frames(file)));
    }

    [Fact]
    public void EveryFileOfTheExamHasTheExpectedVerdictAndFormat()
    {
        Assert.SkipWhen(Folder is null, "no folder shared/exam beside this repository");
        Assert.All(Verdicts(), row =>
        {
            using FileStream stream = File.OpenRead(Path.Combine(Folder, "captures", row.Key));
            Reading reading = Reading.Of(stream);
            Assert.Equal(row.Value, (reading.Error is null ? "ok" : "error", reading.Format.ToString()));
        });
    }

    private static List<Frame> Frames(string file)
    {
        using FileStream stream = File.OpenRead(Path.Combine(Folder!, "captures", file));
        using CaptureReader reader = CaptureReader.Open(stream);
        List<Frame> frames = [];
        while (reader.TryRead(out CapturedPacket packet))
            frames.Add(new Frame(file, packet.Number, packet.TimeNanoseconds, packet.Length, packet.Data.Length, (int)packet.LinkType,
                Convert.ToHexStringLower(SHA256.HashData(packet.Data))[..16]));
        return frames;
    }

    private static IEnumerable<Frame> ExpectedFrames() =>
        File.ReadLines(Path.Combine(Folder!, "expected", "shared.frames.ndjson")).Select(line =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement row = document.RootElement;
            JsonElement time = row.GetProperty("frame.time_ns");
            return new Frame(
                row.GetProperty("file").GetString()!,
                row.GetProperty("frame.number").GetInt64(),
                time.ValueKind == JsonValueKind.Null ? null : time.GetInt64(),
                row.GetProperty("frame.len").GetInt64(),
                row.GetProperty("frame.cap_len").GetInt32(),
                row.GetProperty("frame.linktype").GetInt32(),
                row.GetProperty("frame.sha256").GetString()!);
        });

    private static Dictionary<string, (string Verdict, string Format)> Verdicts()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, "expected", "shared.files.json")));
        return document.RootElement.GetProperty("files").EnumerateArray().ToDictionary(
            file => file.GetProperty("file").GetString()!,
            file => (file.GetProperty("verdict").GetString()!, file.GetProperty("format").GetString()!));
    }

    private static string? Find(string from)
    {
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "exam");
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }

    private sealed record Frame(string File, long Number, Int128? Time, long Length, int CapturedLength, int LinkType, string Sha256);
}
