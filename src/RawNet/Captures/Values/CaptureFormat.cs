namespace RawNet.Captures;

/// <summary>The two file formats that packets are kept in.</summary>
public enum CaptureContainer
{
    /// <summary>Neither: the reader's error says what stands there instead.</summary>
    Unknown,

    /// <summary>pcap-savefile(5): one link type and one time resolution per file.</summary>
    Pcap,

    /// <summary>draft-ietf-opsawg-pcapng: sections of blocks, each section with its own byte order and interfaces.</summary>
    Pcapng,
}

/// <summary>What kind of file is being read.</summary>
/// <param name="Container">pcap or pcapng.</param>
/// <param name="Order">In pcapng the order of the section that was read last.</param>
/// <param name="Resolution">Null in pcapng, where every interface has its own.</param>
public sealed record CaptureFormat(CaptureContainer Container, ByteOrder Order, TimeResolution? Resolution)
{
    /// <summary>Whether the file was packed by gzip; all offsets then count unpacked bytes.</summary>
    public bool Compressed { get; init; }

    /// <summary>For example <c>pcap-ns-be</c> or <c>pcapng-le</c>.</summary>
    public override string ToString()
    {
        string name = Container == CaptureContainer.Pcapng ? "pcapng" : "pcap";
        string precision = Resolution == TimeResolution.Nanoseconds ? "-ns" : "";
        string order = Order == ByteOrder.Big ? "be" : "le";
        return Container == CaptureContainer.Unknown ? "unknown" : $"{name}{precision}-{order}";
    }
}
