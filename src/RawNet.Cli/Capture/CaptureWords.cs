using System.Globalization;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Text;

namespace RawNet.Cli.Capture;

/// <summary>What a capture came to, in one sentence.</summary>
internal static class CaptureWords
{
    /// <summary>"5 packets captured, 2 left out by the filter; 7 received by the socket, 0 dropped by the kernel".</summary>
    public static string Of(PacketTally count)
    {
        string left = count.LeftOut > 0 ? string.Create(CultureInfo.InvariantCulture, $", {count.LeftOut} left out by the filter") : "";
        string odd = count.NotWritten > 0
            ? string.Create(CultureInfo.InvariantCulture,
                $", {count.NotWritten} of other link types not written (a pcap file holds one, a name that ends in .pcapng takes them all)")
            : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(count.Packets, "packet")} captured{left}{odd}; {count.Received} received by the socket, "
            + $"{count.Dropped} dropped by the kernel{LinkWords.Of(count.Link)}");
    }
}
