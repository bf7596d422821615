using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>An option of one byte: end of the list, or no operation.</summary>
public static class TcpSingleOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(9293, "3.1"));

    /// <summary>0 or 1.</summary>
    public static readonly Field<byte> OptionKind = _t.U8("tcp.option_kind");

    /// <summary>Ends the list; what follows is padding.</summary>
    public static readonly Kind EndOfList = _t.Kind("eol", OptionKind.Is(0));

    /// <summary>Aligns what follows.</summary>
    public static readonly Kind NoOperation = _t.Kind("nop", OptionKind.Is(1));
}

/// <summary>The largest segment that the sender takes; in segments with SYN only.</summary>
public static class MaximumSegmentSizeOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(9293, "3.7.1"));

    /// <summary>2.</summary>
    public static readonly Field<byte> OptionKind = _t.U8("tcp.option_kind");

    /// <summary>Bytes of the option with kind and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("tcp.option_len", 8);

    /// <summary>Bytes of data.</summary>
    public static readonly Field<ushort> MaximumSegmentSize = _t.U16("tcp.options.mss_val");

    /// <summary>Four bytes.</summary>
    public static readonly Kind Kind = _t.Kind("mss", new LengthRange(4, 4), OptionKind.Is(2)).Taking(MaximumSegmentSize);
}

/// <summary>How far windows are shifted; in segments with SYN only.</summary>
public static class WindowScaleOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(7323, "2.2"));

    /// <summary>3.</summary>
    public static readonly Field<byte> OptionKind = _t.U8("tcp.option_kind");

    /// <summary>Bytes of the option with kind and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("tcp.option_len", 8);

    /// <summary>Bits, at most 14.</summary>
    public static readonly Field<byte> ShiftCount = _t.U8("tcp.options.wscale.shift");

    /// <summary>Three bytes.</summary>
    public static readonly Kind Kind = _t.Kind("ws", new LengthRange(3, 3), OptionKind.Is(3)).Taking(ShiftCount);
}

/// <summary>Selective acknowledgments may be sent; in segments with SYN only.</summary>
public static class SackPermittedOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(2018, "2"));

    /// <summary>4.</summary>
    public static readonly Field<byte> OptionKind = _t.U8("tcp.option_kind");

    /// <summary>Bytes of the option with kind and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("tcp.option_len", 8);

    /// <summary>Two bytes.</summary>
    public static readonly Kind Kind = _t.Kind("sackok", new LengthRange(2, 2), OptionKind.Is(4));
}

/// <summary>A block of data that was received.</summary>
public static class SackBlock
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(2018, "3"));

    /// <summary>The first sequence number of the block.</summary>
    public static readonly Field<uint> LeftEdge = _t.U32("tcp.options.sack_le");

    /// <summary>The sequence number behind the block.</summary>
    public static readonly Field<uint> RightEdge = _t.U32("tcp.options.sack_re");

    /// <summary>One block.</summary>
    public static readonly Kind Kind = _t.Kind("sack-block");
}

/// <summary>Selective acknowledgment: blocks that were received behind the acknowledgment number.</summary>
public static class SackOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(2018, "3"));

    /// <summary>5.</summary>
    public static readonly Field<byte> OptionKind = _t.U8("tcp.option_kind");

    /// <summary>Bytes of the option with kind and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("tcp.option_len", 8);

    /// <summary>Pairs, written left-right in expressions.</summary>
    public static readonly RecordsField Blocks = _t.Tuples("tcp.options.sack", '-', SackBlock.Kind);

    /// <summary>Whole blocks.</summary>
    public static readonly Kind Kind = _t.Kind("sack", new LengthRange(2, Step: 8), OptionKind.Is(5)).Taking(Blocks);
}

/// <summary>Timestamps, for round trips and against old segments.</summary>
public static class TcpTimestampsOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(7323, "3.2"));

    /// <summary>8.</summary>
    public static readonly Field<byte> OptionKind = _t.U8("tcp.option_kind");

    /// <summary>Bytes of the option with kind and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("tcp.option_len", 8);

    /// <summary>The sender's clock.</summary>
    public static readonly Field<uint> TimestampValue = _t.U32("tcp.options.timestamp.tsval");

    /// <summary>The other side's clock, as it was last seen.</summary>
    public static readonly Field<uint> TimestampEchoReply = _t.U32("tcp.options.timestamp.tsecr");

    /// <summary>Ten bytes.</summary>
    public static readonly Kind Kind = _t.Kind("ts", new LengthRange(10, 10), OptionKind.Is(8)).Taking(TimestampValue, TimestampEchoReply);
}

/// <summary>Options of kinds or sizes that nobody declares: kind, length, bytes.</summary>
public static class OtherTcpOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(9293, "3.1"));

    /// <summary>Which option.</summary>
    public static readonly Field<byte> OptionKind = _t.U8("tcp.option_kind");

    /// <summary>Bytes of the option with kind and length.</summary>
    public static readonly Field<byte> Length = _t.LayerLength<byte>("tcp.option_len", 8);

    /// <summary>What stands behind the length.</summary>
    public static readonly BytesField Content = _t.Rest("tcp.options.unknown.payload");

    /// <summary>Any.</summary>
    public static readonly Kind Kind = _t.Kind("unknown").Taking(OptionKind, Content);
}

/// <summary>Bytes of the option list that form no option.</summary>
public static class RawTcpOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Tcp, Rfc.Section(9293, "3.1"));

    /// <summary>Padding behind the end of the list, or all that stands behind an impossible length.</summary>
    public static readonly BytesField Content = _t.Rest("tcp.options.raw");

    /// <summary>Bytes as they are.</summary>
    public static readonly Kind Kind = _t.Kind("raw").Taking(Content);
}

/// <summary>The options that a TCP header may hold.</summary>
internal static class TcpOptions
{
    public static readonly ItemSet Items = new(
        [TcpSingleOption.EndOfList, TcpSingleOption.NoOperation],
        TcpSingleOption.EndOfList,
        [MaximumSegmentSizeOption.Kind, WindowScaleOption.Kind, SackPermittedOption.Kind,
            SackOption.Kind, TcpTimestampsOption.Kind, OtherTcpOption.Kind],
        RawTcpOption.Kind);
}
