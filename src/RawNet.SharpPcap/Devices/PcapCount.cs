namespace RawNet.SharpPcap.Devices;

/// <summary>What a device counted since it was opened (pcap_stats(3PCAP)), each modulo 2^32.</summary>
/// <param name="Received">Packets that the filter let in; on Linux those that were then dropped too.</param>
/// <param name="Dropped">Packets that a full buffer cost.</param>
/// <param name="DroppedByInterface">Packets that the interface or its driver lost.</param>
public readonly record struct PcapCount(long Received, long Dropped, long DroppedByInterface);
