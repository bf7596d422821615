using System.Globalization;

namespace RawNet.Captures;

/// <summary>The options that draft-ietf-opsawg-pcapng defines: name and form by block and code.</summary>
internal static class OptionNames
{
    private static readonly Dictionary<ushort, (string Name, OptionForm Form)> _shared = new()
    {
        [OptionCode.Comment] = ("opt_comment", OptionForms.Text),
        [OptionCode.CustomUtf8] = ("opt_custom_utf8", OptionForms.CustomText),
        [OptionCode.CustomBytes] = ("opt_custom_bytes", OptionForms.CustomBytes),
        [OptionCode.CustomUtf8NotCopyable] = ("opt_custom_utf8_no_copy", OptionForms.CustomText),
        [OptionCode.CustomBytesNotCopyable] = ("opt_custom_bytes_no_copy", OptionForms.CustomBytes),
    };

    private static readonly Dictionary<(BlockType Block, ushort Code), (string Name, OptionForm Form)> _own = new()
    {
        [(BlockType.SectionHeader, OptionCode.SectionHardware)] = ("shb_hardware", OptionForms.Text),
        [(BlockType.SectionHeader, OptionCode.SectionOperatingSystem)] = ("shb_os", OptionForms.Text),
        [(BlockType.SectionHeader, OptionCode.SectionApplication)] = ("shb_userappl", OptionForms.Text),

        [(BlockType.InterfaceDescription, OptionCode.InterfaceName)] = ("if_name", OptionForms.Text),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceDescription)] = ("if_description", OptionForms.Text),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceAddress4)] = ("if_IPv4addr", OptionForms.AddressAndMask),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceAddress6)] = ("if_IPv6addr", OptionForms.AddressAndPrefix),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceMac)] = ("if_MACaddr", OptionForms.Mac),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceEui)] = ("if_EUIaddr", OptionForms.Eui),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceSpeed)] = ("if_speed", OptionForms.U64),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceTimeResolution)] = ("if_tsresol", OptionForms.Resolution),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceTimeZone)] = ("if_tzone", OptionForms.S32),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceFilter)] = ("if_filter", OptionForms.CaptureFilter),
        [(BlockType.InterfaceDescription, 12)] = ("if_os", OptionForms.Text),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceCheckLength)] = ("if_fcslen", OptionForms.U8),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceTimeOffset)] = ("if_tsoffset", OptionForms.S64),
        [(BlockType.InterfaceDescription, 15)] = ("if_hardware", OptionForms.Text),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceSendSpeed)] = ("if_txspeed", OptionForms.U64),
        [(BlockType.InterfaceDescription, OptionCode.InterfaceReceiveSpeed)] = ("if_rxspeed", OptionForms.U64),
        [(BlockType.InterfaceDescription, 18)] = ("if_iana_tzname", OptionForms.Text),

        [(BlockType.EnhancedPacket, OptionCode.PacketFlags)] = ("epb_flags", PacketFlags.Describe),
        [(BlockType.EnhancedPacket, OptionCode.PacketHash)] = ("epb_hash", OptionForms.Hash),
        [(BlockType.EnhancedPacket, OptionCode.PacketDropCount)] = ("epb_dropcount", OptionForms.U64),
        [(BlockType.EnhancedPacket, OptionCode.PacketId)] = ("epb_packetid", OptionForms.U64),
        [(BlockType.EnhancedPacket, OptionCode.PacketQueue)] = ("epb_queue", OptionForms.U32),
        [(BlockType.EnhancedPacket, OptionCode.PacketVerdict)] = ("epb_verdict", OptionForms.Verdict),
        [(BlockType.EnhancedPacket, OptionCode.PacketThread)] = ("epb_processid_threadid", OptionForms.ProcessAndThread),

        [(BlockType.Packet, OptionCode.PacketFlags)] = ("pack_flags", PacketFlags.Describe),
        [(BlockType.Packet, OptionCode.PacketHash)] = ("pack_hash", OptionForms.Hash),

        [(BlockType.NameResolution, 2)] = ("ns_dnsname", OptionForms.Text),
        [(BlockType.NameResolution, OptionCode.ResolverAddress4)] = ("ns_dnsIP4addr", OptionForms.Address),
        [(BlockType.NameResolution, OptionCode.ResolverAddress6)] = ("ns_dnsIP6addr", OptionForms.Address),

        [(BlockType.InterfaceStatistics, OptionCode.StatisticsStart)] = ("isb_starttime", OptionForms.Time),
        [(BlockType.InterfaceStatistics, 3)] = ("isb_endtime", OptionForms.Time),
        [(BlockType.InterfaceStatistics, OptionCode.StatisticsReceived)] = ("isb_ifrecv", OptionForms.U64),
        [(BlockType.InterfaceStatistics, OptionCode.StatisticsDropped)] = ("isb_ifdrop", OptionForms.U64),
        [(BlockType.InterfaceStatistics, 6)] = ("isb_filteraccept", OptionForms.U64),
        [(BlockType.InterfaceStatistics, 7)] = ("isb_osdrop", OptionForms.U64),
        [(BlockType.InterfaceStatistics, OptionCode.StatisticsDelivered)] = ("isb_usrdeliv", OptionForms.U64),
    };

    private static readonly Dictionary<ushort, (string Name, OptionForm Form)> _records = new()
    {
        [1] = ("nrb_record_ipv4", OptionForms.NamesOf4),
        [2] = ("nrb_record_ipv6", OptionForms.NamesOf6),
        [3] = ("nrb_record_eui48", OptionForms.NamesOfMac),
        [4] = ("nrb_record_eui64", OptionForms.NamesOfEui),
    };

    internal static BlockOption Option(BlockType block, BlockOptions option, OptionContext context) =>
        _own.TryGetValue((block, option.Code), out (string Name, OptionForm Form) known) || _shared.TryGetValue(option.Code, out known)
            ? Known(known, option, context)
            : Unknown(option);

    /// <summary>Whether the draft gives this block an option of this code, apart from those that all blocks share.</summary>
    internal static bool Defines(BlockType block, ushort code) => _own.ContainsKey((block, code));

    /// <summary>The draft's name, or the code in words.</summary>
    internal static string Of(BlockType block, ushort code) =>
        _own.TryGetValue((block, code), out (string Name, OptionForm Form) known)
            ? known.Name
            : string.Create(CultureInfo.InvariantCulture, $"option {code}");

    internal static BlockOption Record(BlockOptions record, OptionContext context) =>
        _records.TryGetValue(record.Code, out (string Name, OptionForm Form) known) ? Known(known, record, context) : Unknown(record);

    private static BlockOption Known((string Name, OptionForm Form) known, BlockOptions option, OptionContext context) =>
        new(option.Code, known.Name, known.Form(option.Value, context) ?? BlockValue.Of(option.Value));

    private static BlockOption Unknown(BlockOptions option) => new(option.Code, null, BlockValue.Of(option.Value));
}
