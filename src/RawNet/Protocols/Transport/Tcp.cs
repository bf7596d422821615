using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>The TCP header, as far as errors quote it and captures show it.</summary>
public static class Tcp
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(9293, "3.1"));

    /// <summary>The sender's port.</summary>
    public static readonly Field<ushort> SourcePort = _t.U16("tcp.srcport");

    /// <summary>The port that the segment is for.</summary>
    public static readonly Field<ushort> DestinationPort = _t.U16("tcp.dstport");

    /// <summary>Of the first byte of data, or of SYN.</summary>
    public static readonly Field<uint> SequenceNumber = _t.U32("tcp.seq_raw", alias: "seq");

    /// <summary>The next byte that is expected, when ACK is set.</summary>
    public static readonly Field<uint> AcknowledgmentNumber = _t.U32("tcp.ack_raw", alias: "ack");

    /// <summary>Shown in bytes, 20 to 60.</summary>
    public static readonly Field<byte> DataOffset = _t.HeaderLength("tcp.hdr_len", 4, unit: 4);

    /// <summary>Four reserved bits, then CWR ECE URG ACK PSH RST SYN FIN.</summary>
    public static readonly Field<TcpFlags> Flags = _t.Flags<TcpFlags>("tcp.flags", 12);

    /// <summary>Bytes that the sender will take.</summary>
    public static readonly Field<ushort> Window = _t.U16("tcp.window_size_value", alias: "window");

    /// <summary>Over pseudo-header, header and data.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("tcp.checksum", Covers.Region | Covers.PseudoHeader | Covers.Offloaded);

    /// <summary>End of urgent data, from the sequence number.</summary>
    public static readonly Field<ushort> UrgentPointer = _t.U16("tcp.urgent_pointer");

    /// <summary>Up to 40 bytes, padded with zeros to whole words; JSON shows them as one string of bytes, as Wireshark does.</summary>
    public static readonly RecordsField Options = _t.Options("tcp.options", TcpOptions.Items, padTo: 4, shownAsBytes: true);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.ShowingCarried("tcp.len").Kind("tcp");
}
