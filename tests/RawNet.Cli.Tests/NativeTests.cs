using System.Diagnostics;
using System.Text.RegularExpressions;
using RawNet.Cli.Tests.Ping;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>What only the native file can promise: it is one file, and a capability of it is nobody else's.</summary>
public sealed partial class NativeTests(PingLab lab) : IClassFixture<PingLab>, IDisposable
{
    private const long LargestFile = 12_000_000;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawnet-test-");

    [Fact]
    public void ItIsOneFileOfAtMost15Megabytes()
    {
        string file = Native();
        Assert.Equal([file], Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!));
        Assert.Equal([0x7f, .. "ELF"u8], File.ReadAllBytes(file)[..4]);
        Assert.InRange(new FileInfo(file).Length, 1, LargestFile);
    }

    // The copy says what would help it, and that is done: nothing here knows the line beforehand.
    [Fact]
    public void TheAdviceFollowedLiterallyLetsNobodyPing()
    {
        string copy = Copy(Native());
        lab.Alone.Sysctl("net.ipv4.ping_group_range", "1 0");
        PeerResult refused = AsNobody(copy, "ping", "-c1", "127.0.0.1");
        Assert.Equal(3, refused.ExitCode);
        Peer.Run("sh", ["-c", SetcapLine().Match(refused.Errors).Groups["line"].Value]).Succeeded();
        Assert.Contains(" 1 received", AsNobody(copy, "ping", "-c1", "127.0.0.1").Succeeded().Text, StringComparison.Ordinal);
        Assert.Contains(" 1 received", AsNobody(copy, "ping", "-c1", "--hdrincl", "127.0.0.1").Succeeded().Text, StringComparison.Ordinal);
    }

    // What the documents of .NET promise these variables: code that runs before Main. The file that they name does
    // not exist, so who heeds them fails.
    [Theory]
    [InlineData("DOTNET_STARTUP_HOOKS=/nowhere/hook.dll")]
    [InlineData("DOTNET_ADDITIONAL_DEPS=/nowhere/deps.json")]
    [InlineData(
        "CORECLR_ENABLE_PROFILING=1 CORECLR_PROFILER={00000000-0000-0000-0000-000000000001} CORECLR_PROFILER_PATH=/nowhere/profiler.so")]
    public void ItHeedsNoVariableThatNamesCode(string variables)
    {
        string[] environment = variables.Split(' ');
        Assert.Empty(Peer.Run("env", [.. environment, Native(), "--version"]).Succeeded().Errors);
        PeerResult traced = Peer.Run("env", [.. environment, "strace", "-f", "-e", "trace=%file", Native(), "--version"]).Succeeded();
        Assert.DoesNotContain("/nowhere", traced.Errors[traced.Errors.IndexOf('\n', StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void TheManagedOneHeedsThemAndSaysNoSetcapLine()
    {
        Assert.NotEqual(0, Peer.Run("env", ["DOTNET_STARTUP_HOOKS=/nowhere/hook.dll", Rawnet.Managed, "--version"]).ExitCode);
        PeerResult refused = Peer.Run("setpriv",
            ["--securebits=+noroot", "--inh-caps=-all", Rawnet.Managed, "send", "ip", "dst=127.0.0.1", "/", "icmp.echo"]);
        Assert.Equal(3, refused.ExitCode);
        Assert.DoesNotContain("setcap", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("needs CAP_NET_RAW: run it by sudo, or compile it natively", refused.Errors, StringComparison.Ordinal);
    }

    // A runtime's debugger leaves pipes where its process is killed.
    [Fact]
    public void KilledItLeavesNothingInTheTemporaryFolder()
    {
        using RunningPeer run = new("env", [$"TMPDIR={_folder.FullName}", Native(), "echo", "serve", "127.0.0.1:0"]);
        run.WaitFor("listening on");
        Process.GetProcessById(run.Id).Kill();
        run.WaitForEnd();
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Native()
    {
        Assert.SkipWhen(Rawnet.Native is null, "RAWNET_COMMAND names no native file");
        return Rawnet.Native!;
    }

    private string Copy(string file)
    {
        const UnixFileMode everybody = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead
            | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        string copy = Path.Combine(_folder.FullName, "rawnet");
        File.Copy(file, copy);
        File.SetUnixFileMode(copy, everybody);
        File.SetUnixFileMode(_folder.FullName, everybody | UnixFileMode.UserWrite);
        return copy;
    }

    private PeerResult AsNobody(string program, params string[] arguments) =>
        lab.Alone.Exec("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", program, .. arguments]);

    [GeneratedRegex("permitted: sudo (?<line>setcap [^,]+),")]
    private static partial Regex SetcapLine();
}
