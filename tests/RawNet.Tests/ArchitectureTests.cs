using System.Text.RegularExpressions;
using RawNet.Wire;

namespace RawNet.Tests;

/// <summary>The arrows of the README's architecture section.</summary>
public partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> _mayUse = new()
    {
        ["Wire"] = [],
        ["Filters"] = [],
        ["Captures"] = ["Wire"],
        ["Protocols"] = ["Wire"],
        ["Probing"] = ["Wire", "Protocols"],
        ["Verification"] = ["Wire", "Protocols", "Captures"],
    };

    [Fact]
    public void ThePureLibraryReferencesOnlyTheRuntime()
    {
        Assert.All(typeof(LinkType).Assembly.GetReferencedAssemblies(),
            a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void ThePureLibraryTouchesNoSocketClockConsoleOrFile()
    {
        string[] forbidden = ["System.Net.Sockets", "System.Console", "System.IO.FileSystem", "System.Diagnostics.Process"];
        string[] used = [.. typeof(LinkType).Assembly.GetReferencedAssemblies().Select(a => a.Name!)];
        Assert.DoesNotContain(used, forbidden.Contains);
        Assert.All(Sources("RawNet"), source => Assert.DoesNotMatch(Impure(), File.ReadAllText(source)));
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void EachAreaUsesOnlyWhatItsArrowsPointTo(string area)
    {
        string[] folders = [.. Directory.GetDirectories(Path.Combine(Root, "src", "RawNet"))
            .Select(d => Path.GetFileName(d)).Where(d => d is not ("bin" or "obj"))];
        Assert.All(folders, folder => Assert.Contains(folder, _mayUse.Keys));
        string[] others = [.. _mayUse.Keys.Where(other => other != area && !_mayUse[area].Contains(other))];
        foreach (string source in Sources(Path.Combine("RawNet", area)))
            foreach (string other in others)
                Assert.DoesNotMatch($@"(?m)^(?!\s*//).*\b(using RawNet\.{other}\b|(?<![.\w]){other}\.[A-Z])", File.ReadAllText(source));
    }

    [Fact]
    public void NothingUnsafeStandsOutsideTheLinuxFolder()
    {
        IEnumerable<string> elsewhere = Sources(".")
            .Where(s => !s.Contains(Path.Combine("RawNet.Sockets", "Linux"), StringComparison.Ordinal));
        Assert.All(elsewhere, source => Assert.DoesNotMatch(@"\bunsafe\b(?! code)|\bLibraryImport\b|\bDllImport\b",
            WithoutComments(File.ReadAllText(source))));
    }

    // What was written for people or programs goes on inside as values: no caller needs to read it again.
    [Fact]
    public void NoJsonIsReadBack() =>
        Assert.All(Sources("."),
            source => Assert.DoesNotMatch(@"\b(Utf8JsonReader|JsonDocument|JsonNode|JsonSerializer)\b", File.ReadAllText(source)));

    public static TheoryData<string> Areas() => [.. _mayUse.Keys];

    private static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RawNet.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string WithoutComments(string code) => Regex.Replace(code, "//.*", "");

    [GeneratedRegex(
        @"\b(DateTime(Offset)?\.(Utc)?Now|Stopwatch|Environment\.TickCount|"
            + @"Random\.Shared|new Random\(|File\.(Open|Read|Write|Exists)|Console\.)")]
    private static partial Regex Impure();
}
