using System.Buffers.Binary;

namespace RawNet.Lab;

/// <summary>tcpdump at work: the witness of what is on the wire. It writes classic pcap with nanoseconds.</summary>
public sealed class Capture : IDisposable
{
    private const int FileHeader = 24;
    private const int RecordHeader = 16;

    // In immediate mode each frame has a slot of the snap length, 256 KiB: tcpdump's usual buffer of 2 MiB would hold eight.
    private const string BufferKiB = "32768";

    internal Capture(Host host, string interfaceName, string filter)
    {
        string[] arguments =
            ["-i", interfaceName, "-n", "-w", "-", "-U", "--immediate-mode", "--time-stamp-precision=nano", "-s", "0",
                "-B", BufferKiB, "-Z", "root", .. filter.Length > 0 ? [filter] : Array.Empty<string>()];
        Process = new RunningPeer("ip", ["netns", "exec", host.Name, "tcpdump", .. arguments]);
        Process.WaitFor("listening on");
    }

    internal RunningPeer Process { get; }

    /// <summary>The frames so far.</summary>
    public IReadOnlyList<CapturedFrame> Frames => Parse(Process.Output());

    /// <summary>Waits until there are this many frames, then ends tcpdump.</summary>
    public IReadOnlyList<CapturedFrame> Stop(int atLeast)
    {
        Process.Wait(() => Frames.Count >= atLeast, $"{atLeast} frames, {Frames.Count} came");
        Process.Interrupt();
        return Frames;
    }

    /// <summary>Ends tcpdump after some time for frames that should not come.</summary>
    public IReadOnlyList<CapturedFrame> StopAfter(TimeSpan time)
    {
        Thread.Sleep(time);
        Process.Interrupt();
        return Frames;
    }

    /// <summary>The pcap file's bytes, whole records only when tcpdump was stopped before.</summary>
    public byte[] Pcap() => Process.Output();

    public void Dispose() => Process.Dispose();

    private static List<CapturedFrame> Parse(byte[] pcap)
    {
        List<CapturedFrame> frames = [];
        ReadOnlySpan<byte> rest = pcap.Length > FileHeader ? pcap.AsSpan(FileHeader) : default;
        while (rest.Length >= RecordHeader && rest.Length - RecordHeader >= Word(rest, 8))
        {
            int captured = Word(rest, 8);
            frames.Add(new CapturedFrame(Word(rest, 0) * 1_000_000_000L + Word(rest, 4),
                Word(rest, 12), rest.Slice(RecordHeader, captured).ToArray()));
            rest = rest[(RecordHeader + captured)..];
        }
        return frames;
    }

    private static int Word(ReadOnlySpan<byte> record, int offset) => BinaryPrimitives.ReadInt32LittleEndian(record[offset..]);
}
