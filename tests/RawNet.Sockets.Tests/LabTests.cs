using System.Net.NetworkInformation;
using RawNet.Lab;

namespace RawNet.Sockets.Tests;

/// <summary>The lab itself: what it makes, it takes away.</summary>
public class LabTests
{
    private const string Space = "/run/netns/";

    [Fact]
    public void HostsReachEachOtherAtOnceOverBothFamilies()
    {
        using TwoHosts hosts = Lend.Pair();
        hosts.A.Exec("ping", "-c1", "-W1", hosts.B.Address.ToString()).Succeeded();
        hosts.A.Exec("ping", "-6", "-c1", "-W1", hosts.B.Address6.ToString()).Succeeded();
    }

    [Fact]
    public void DisposedHostsAreGoneWithTheirPrograms()
    {
        TwoHosts hosts = Lend.Pair();
        RunningPeer sleeper = hosts.A.Start("sleep", "1000");
        int process = sleeper.Id;
        Assert.True(File.Exists(Space + hosts.A.Name));
        hosts.Dispose();
        Assert.False(File.Exists(Space + hosts.A.Name));
        Assert.False(File.Exists(Space + hosts.B.Name));
        Assert.False(Directory.Exists($"/proc/{process}"));
    }

    [Fact]
    public void NamespacesOfDeadProcessesAreSweptAndOthersAreNot()
    {
        using TwoHosts hosts = Lend.Pair();
        const string Dead = "rn-4194305-1-1"; // beyond the kernel's largest process id
        string reborn = $"rn-{Environment.ProcessId}-1-1"; // this id, but another start
        Peer.Run("ip", ["netns", "add", Dead]).Succeeded();
        Peer.Run("ip", ["netns", "add", reborn]).Succeeded();
        NetworkNamespace.Sweep();
        Assert.False(File.Exists(Space + Dead));
        Assert.False(File.Exists(Space + reborn));
        Assert.True(File.Exists(Space + hosts.A.Name));
    }

    [Fact]
    public void ProgramsLeftInAnOrphanedNamespaceAreEnded()
    {
        Lend.Able();
        const string Dead = "rn-4194306-1-1";
        Peer.Run("ip", ["netns", "add", Dead]).Succeeded();
        using RunningPeer sleeper = new("ip", ["netns", "exec", Dead, "sleep", "1000"]);
        sleeper.Wait(() => Peer.Run("ip", ["netns", "pids", Dead]).Text.Trim() == $"{sleeper.Id}" || !File.Exists(Space + Dead),
            "sleep to run");
        NetworkNamespace.Sweep();
        sleeper.Wait(() => !File.Exists(Space + Dead), "the namespace to go");
        Assert.Equal(137, sleeper.Interrupt());
    }

    [Fact]
    public void CodeRunsInTheNamespaceAndItsFailureComesBack()
    {
        using TwoHosts hosts = Lend.Pair();
        Assert.Equal(["lo", "va"], hosts.A.Run(() => NetworkInterface.GetAllNetworkInterfaces().Select(i => i.Name).Order().ToArray()));
        Assert.Throws<TimeZoneNotFoundException>(() => hosts.A.Run(() => throw new TimeZoneNotFoundException()));
        Assert.DoesNotContain("va", NetworkInterface.GetAllNetworkInterfaces().Select(i => i.Name));
    }

    [Fact]
    public void CapturesAreWholeFilesOfWhatPassed()
    {
        using TwoHosts hosts = Lend.Pair();
        using Capture capture = hosts.B.StartCapture(filter: "icmp");
        hosts.A.Exec("ping", "-c3", "-i0.01", hosts.B.Address.ToString()).Succeeded();
        Assert.Equal(6, capture.Stop(6).Count);
        Assert.Equal(["8", "0", "8", "0", "8", "0"], Witness.Fields(capture, "icmp.type"));
    }
}
