using System.Reflection;
using RawNet.Captures;

namespace RawNet.SharpPcap.Tests;

/// <summary>Every packet of captures/ and, where it stands beside this repository, of the exam.</summary>
internal static class Recordings
{
    public const string NoExam = "no folder shared/exam beside this repository";

    /// <summary>What a packet is given to.</summary>
    public delegate void Visit(in CapturedPacket packet, string file);

    public static string Repository { get; } =
        Path.GetFullPath(
            typeof(Recordings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!);

    public static string? ExamFolder { get; } = FindExam();

    public static IEnumerable<string> OfRepository => FilesIn(Path.Combine(Repository, "captures"), SearchOption.TopDirectoryOnly);

    public static IEnumerable<string> OfExam =>
        ExamFolder is null ? [] : FilesIn(Path.Combine(ExamFolder, "captures"), SearchOption.AllDirectories);

    /// <summary>Shows every packet that can be read, of damaged files those before the damage, and says how many there were.</summary>
    public static int Show(IEnumerable<string> files, Visit visit)
    {
        int count = 0;
        foreach (string file in files)
        {
            using FileStream stream = File.OpenRead(file);
            using CaptureReader reader = CaptureReader.Open(stream);
            for (; reader.TryRead(out CapturedPacket packet); count++) visit(packet, Path.GetFileName(file));
        }
        return count;
    }

    private static IEnumerable<string> FilesIn(string folder, SearchOption depth) =>
        Directory.EnumerateFiles(folder, "*.pcap*", depth).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string? FindExam()
    {
        for (DirectoryInfo? folder = new(Repository); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "exam") is var exam && Directory.Exists(exam)) return exam;
        return null;
    }
}
