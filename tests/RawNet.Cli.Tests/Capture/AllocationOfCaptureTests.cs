using System.Runtime.Versioning;
using RawNet.Cli.Capture;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Tests.Send;
using RawNet.Sockets;

namespace RawNet.Cli.Tests.Capturing;

[SupportedOSPlatform("linux")]
public class AllocationOfCaptureTests(SendLab lab) : IClassFixture<SendLab>
{
    [Theory]
    [InlineData("x.pcapng")]
    [InlineData("x.pcap")]
    public void APacketThatIsWrittenAllocatesNothing(string name)
    {
        string folder = Directory.CreateTempSubdirectory("rawnet-capture-").FullName;
        long few = 0, many = 0;
        lab.B.Run(() =>
        {
            Capture(Path.Combine(folder, name), 1000); // warms up
            few = Capture(Path.Combine(folder, name), 100);
            many = Capture(Path.Combine(folder, name), 1100);
        });
        Directory.Delete(folder, recursive: true);
        // An object a packet would be 24,000 bytes more; what the runtime makes once, in whichever of the runs, is not.
        Assert.InRange(many - few, -1000, 1000);
    }

    [Fact]
    public void WhatIsWrittenAndWhatWasDroppedIsWhatWasSent()
    {
        const int Sent = 3000;
        CaptureRun? run = null;
        PacketCount count = default;
        lab.B.Run(() =>
        {
            // A buffer that a burst overflows, as nobody reads while it comes.
            using PacketSocket socket = PacketSocket.Open(Link.ByName("vb"), new PacketSocketSettings { ReceiveBuffer = 100_000 });
            using var source = new PacketSource(socket, new Filter(null));
            lab.A.RawnetLine($"send --rate 0 --count {Sent} ip dst={lab.B.Address} / icmp.echo-reply").Succeeded();
            using var stop = new StopSignal();
            run = new CaptureRun(source, new RecordingSink(CaptureFile.OfInterfaces("-", Stream.Null), source), 0,
                TimeSpan.FromSeconds(0.1), stop);
            run.Run();
            count = source.ReadCount();
        });
        Assert.True(count.Dropped > 0);
        Assert.InRange(count.Received, Sent, Sent + 20); // the link's own talk
        Assert.Equal(count.Received - count.Dropped, run!.Count.Packets);
    }

    private long Capture(string file, long packets)
    {
        using var source = new PacketSource(Link.ByName("vb"), promiscuous: false, new Filter(null));
        lab.A.RawnetLine($"send --rate 0 --count {packets} ip dst={lab.B.Address} / icmp.echo-reply").Succeeded();
        using CaptureFile recording = CaptureFile.OfInterfaces(file, Stream.Null);
        recording.Add(source.Interface!, source.InterfaceNumber);
        using var stop = new StopSignal();
        long before = GC.GetAllocatedBytesForCurrentThread();
        new CaptureRun(source, new RecordingSink(recording, source), packets, TimeSpan.FromSeconds(5), stop).Run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
