using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>The programs of <c>samples/cookbook</c> as a person runs them, where they succeed and where they fail.</summary>
public class CookbookTests(SendLab lab) : IClassFixture<SendLab>
{
    [Fact]
    public void PytestFailsForTheAddressThatLoses()
    {
        PeerResult good = Run("pytest-3", $"RAWNET_TARGETS={lab.B.Address} {lab.B.Address6} 127.0.0.1 127.0.0.2 ::1", Pytest);
        Assert.True(good.ExitCode == 0, good.Text);
        Assert.Contains("5 passed", good.Text, StringComparison.Ordinal);

        string silent = $"{lab.B.Address.ToString()[..^1]}77";
        PeerResult bad = Run("pytest-3", $"RAWNET_TARGETS=127.0.0.1 {silent} 2001:db8:dead::1", Pytest);
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("2 failed, 1 passed", bad.Text, StringComparison.Ordinal);
        Assert.Contains($"{silent}: 0 of ", bad.Text, StringComparison.Ordinal);
        Assert.Contains("ENETUNREACH", bad.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void BashAndJqListTheGroupsOfALink()
    {
        string program = Program("groups");
        using RunningPeer listing = lab.A.Start("env", "-C", "/", Path, program, "va", "3");
        for (int i = 0; i < 8; i++) // it does not say when it has begun to look
        {
            lab.B.RawnetLine("igmp send report 239.77.9.1 239.77.9.2 -I vb").Succeeded();
            Thread.Sleep(200);
        }
        Assert.Equal(0, listing.WaitForEnd());
        string listed = System.Text.Encoding.UTF8.GetString(listing.Output());
        Assert.Contains($"239.77.9.1\t{lab.B.Address}\n239.77.9.2\t{lab.B.Address}\n", listed, StringComparison.Ordinal);

        PeerResult failed = Run("bash", "LC_ALL=C", program, "nosuch");
        Assert.Equal((2, ""), (failed.ExitCode, failed.Text));
        Assert.StartsWith("rawnet: there is no interface 'nosuch'", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckFailsOnFindingsAndOnDamagedFiles()
    {
        string program = Program("check-captures");
        string good = Rawnet.File("captures", "ping4.pcap"), wrong = Rawnet.File("captures", "hping4-bad-checksum.pcap");
        Assert.Equal((0, ""), Ended(Run("bash", "LC_ALL=C", program, good)));

        PeerResult found = Run("bash", "LC_ALL=C", program, good, wrong);
        Assert.Equal(1, found.ExitCode);
        Assert.All(found.Lines, line => Assert.StartsWith($"{wrong}#", line, StringComparison.Ordinal));
        Assert.Contains("checksum", found.Text, StringComparison.Ordinal);

        using var cut = new TemporaryFile(File.ReadAllBytes(good)[..300]);
        PeerResult damaged = Run("bash", "LC_ALL=C", program, cut.Path);
        Assert.Equal((2, ""), Ended(damaged));
        Assert.Contains("the file is cut short", damaged.Errors, StringComparison.Ordinal);
    }

    private static string Path => $"PATH={System.IO.Path.GetDirectoryName(Rawnet.Path)}:{Environment.GetEnvironmentVariable("PATH")}";

    private static string Pytest => Rawnet.File("samples", "cookbook", "test_loss.py");

    private static string Program(string name)
    {
        string? missing = Requirements.Programs("jq");
        Assert.SkipWhen(missing is not null, missing ?? "");
        return Rawnet.File("samples", "cookbook", name);
    }

    private static (int, string) Ended(PeerResult run) => (run.ExitCode, run.Text);

    private PeerResult Run(string program, string variable, params string[] arguments)
    {
        string? missing = Requirements.Programs(program);
        Assert.SkipWhen(missing is not null, missing ?? "");
        return lab.A.Exec("env", [Path, "PYTHONDONTWRITEBYTECODE=1", variable, program, .. arguments]);
    }
}
