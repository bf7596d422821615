using System.Text.RegularExpressions;
using RawNet.Cli.Common.Errors;
using RawNet.SharpPcap.Devices;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>A verb's whole code is in its room; what verbs share is in Common, which knows none of them.</summary>
public partial class RoomTests
{
    private const int MostFiles = 30;
    private const string Command = ""; // the folder of the line's parser
    private const string Common = "Common";
    private const string Multicast = "Multicast";
    private static readonly RoomArrows _arrows = new(typeof(ExitCode).Assembly);
    private static readonly string _sources = Path.Combine(FindRoot(), "src");

    // These speak to every verb: the line's parser, and what stands above igmp and mld.
    private static readonly string[] _aboveVerbs = [Command, Multicast];

    [Fact]
    public void ARoomsArrowsAreSeen() => Assert.Superset(
        new HashSet<string> { "Common/Arguments", "Common/Errors" }, _arrows.UsedBy("Ping").ToHashSet());

    [Fact]
    public void RoomsFormNoCircle() => Assert.Empty(_arrows.InCircles);

    [Fact]
    public void RoomsOfTheLibraryOverLibpcapFormNoCircle() => Assert.Empty(new RoomArrows(typeof(PcapCapture).Assembly).InCircles);

    [Fact]
    public void NoVerbKnowsAnotherAndCommonKnowsNone() => Assert.Empty(_arrows.All
        .Where(arrow => !_aboveVerbs.Contains(arrow.Room) && !IsShared(arrow.Used, arrow.Room)).Select(arrow => arrow.Example));

    [Fact]
    public void EachFileOfTheCommandLiesInTheFolderOfItsNamespace() => Assert.All(Files("RawNet.Cli"), file =>
    {
        string folder = Path.GetRelativePath(_sources, Path.GetDirectoryName(file)!).Replace('/', '.');
        Match said = Namespace().Match(File.ReadAllText(file));
        Assert.True(!said.Success || said.Groups[1].Value == folder, $"{file} says namespace {said.Groups[1].Value}");
    });

    [Fact]
    public void NoFolderHoldsMoreThanOneCanLookOver() =>
        Assert.All(Files(".").CountBy(file => Path.GetRelativePath(_sources, Path.GetDirectoryName(file)!)),
            folder => Assert.True(folder.Value <= MostFiles, $"{folder.Key} holds {folder.Value} files"));

    private static bool IsShared(string used, string room) => IsIn(Common, used)
        || (used == $"{Multicast}/Common" && IsIn(Multicast, room));

    private static bool IsIn(string folder, string room) =>
        room == folder || room.StartsWith($"{folder}/", StringComparison.Ordinal);

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(_sources, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !BuiltFile().IsMatch(file));

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RawNet.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"(?m)^namespace ([\w.]+);")]
    private static partial Regex Namespace();

    [GeneratedRegex("/(bin|obj)/")]
    private static partial Regex BuiltFile();
}
