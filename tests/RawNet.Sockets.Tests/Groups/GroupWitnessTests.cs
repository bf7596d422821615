using RawNet.Lab;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>The witness itself: what it passes elsewhere says something only because it finds these.</summary>
public class GroupWitnessTests
{
    [Fact]
    public void ItFindsBadChecksumsAndCutMessagesAndNoOthers()
    {
        using TwoHosts hosts = Lend.Pair();
        using Capture capture = hosts.A.StartCapture(filter: "ether src 02:00:00:00:00:77");
        hosts.A.Run(() =>
        {
            using PacketSocket wire = PacketSocket.Open(RawNet.Sockets.Link.ByName("va"));
            wire.Send([1, 0, 0x5e, 0, 0, 1, 2, 0, 0, 0, 0, 0x77, 8, 0, .. Packet4("198.18.0.1", "224.0.0.1", Query3(20))]);
            wire.Send([1, 0, 0x5e, 0, 0, 1, 2, 0, 0, 0, 0, 0x77, 8, 0,
                .. Packet4("198.18.0.1", "224.0.0.1", Query3(20), isSumGood: false)]);
            wire.Send([0x33, 0x33, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0x77, 0x86, 0xdd, .. Packet6("fe80::1", "ff02::1", Query6(500))]);
            wire.Send([0x33, 0x33, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0x77, 0x86, 0xdd,
                .. Packet6("fe80::1", "ff02::1", Query6(500), isSumGood: false)]);
            wire.Send([0x33, 0x33, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0x77, 0x86, 0xdd,
                .. Packet6("fe80::1", "ff02::1", Query6(500).AsSpan(0, 20))]);
        });
        capture.Stop(5);
        string[] numbers = [.. GroupWitness.Faults(capture).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimStart().Split(' ')[0])];
        Assert.Equal(["2", "4", "5"], numbers);
    }
}
