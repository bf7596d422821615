using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace RawNet.Cli.Tests;

/// <summary>Memory does not grow with the file: the kernel's own figure, the peak of the process's resident set.</summary>
public class MemoryTests
{
    private const long Megabyte = 1_000_000;
    private const int FrameSize = 1400;
    private const int FramesInBlock = 256;

    [Fact]
    public void AGigabyteNeedsNoMoreMemoryThanATenthOfIt()
    {
        long small = PeakOfReading(100 * Megabyte), large = PeakOfReading(1000 * Megabyte);
        Assert.True(large <= small * 1.1, $"{large} kB for 1 GB, {small} kB for 100 MB");
    }

    // The capture comes through standard input, so that the process still lives when all is read and its peak can be asked for.
    private static long PeakOfReading(long bytes)
    {
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh",
            ["-c", $"exec '{Rawnet.Path}' read /dev/stdin --json > /dev/null"])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        })!;
        Stream input = process.StandardInput.BaseStream;
        input.Write(FileHeader());
        byte[] block = Block();
        for (long written = 0; written < bytes; written += block.Length) input.Write(block);
        long peak = PeakOf(process.Id);
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, process.ExitCode);
        return peak;
    }

    private static long PeakOf(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    // pcap-savefile(5): little-endian, microseconds, Ethernet.
    private static byte[] FileHeader() => Convert.FromHexString("d4c3b2a1020004000000000000000000ffff000001000000");

    private static byte[] Block()
    {
        byte[] frame = new byte[FrameSize];
        new Random(1).NextBytes(frame);
        // Ethernet, IPv4 of 1386 bytes, UDP of 1366; the sums are left wrong, which takes no other path.
        Convert.FromHexString("020000000001020000000002" + "0800" + "4500056a00000000401100000a0000010a000002" + "03e807d005560000")
            .CopyTo(frame, 0);
        byte[] block = new byte[FramesInBlock * (16 + FrameSize)];
        for (int i = 0; i < FramesInBlock; i++)
        {
            Span<byte> record = block.AsSpan(i * (16 + FrameSize));
            BinaryPrimitives.WriteInt32LittleEndian(record, 1_700_000_000 + i);
            BinaryPrimitives.WriteInt32LittleEndian(record[8..], FrameSize);
            BinaryPrimitives.WriteInt32LittleEndian(record[12..], FrameSize);
            frame.CopyTo(record[16..]);
        }
        return block;
    }
}
