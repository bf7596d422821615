using System.IO.Pipes;
using RawNet.Captures;
using RawNet.Wire;
using SharpPcap;
using SharpPcap.LibPcap;

namespace RawNet.SharpPcap.Filters;

/// <summary>A pcap file without packets, opened by libpcap out of a pipe: the handle that a program for files
/// of one link type is compiled on.</summary>
/// <remarks>A dead handle (pcap_open_dead) would not do: it is asked for by libpcap's own numbers (DLT_RAW is 12 on Linux,
/// in files it is 101), knows no byte order, and takes <c>inbound</c> for something that the kernel will answer;
/// of a file libpcap says that it cannot know.</remarks>
internal static class EmptyCapture
{
    private const int HeaderLength = 24;

    /// <exception cref="PcapException">libpcap knows no such link type.</exception>
    public static CaptureReaderDevice Open(LinkType link, ByteOrder order)
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        pipe.Write(Header(link, order));
        CaptureReaderDevice device = OperatingSystem.IsWindows()
            ? new CaptureHandleReaderDevice(pipe.ClientSafePipeHandle)
            : new CaptureFileReaderDevice($"/dev/fd/{pipe.GetClientHandleAsString()}");
        device.Open();
        return device;
    }

    private static byte[] Header(LinkType link, ByteOrder order)
    {
        using MemoryStream bytes = new(HeaderLength);
        _ = new PcapWriter(bytes, new CaptureInterface(link), order);
        return bytes.ToArray();
    }
}
