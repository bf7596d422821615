namespace RawNet.Captures;

/// <summary>The lengths of options (draft-ietf-opsawg-pcapng, 3.5.1 and 4).</summary>
/// <remarks>Of some a wrong one says that the file is damaged, and Wireshark ends there; others it passes over.</remarks>
internal static class OptionLengths
{
    private const int EnterpriseNumber = 4;
    private const byte TrafficControl = 1;
    private const byte ExpressDataPath = 2;

    /// <summary>The only length that an option of this code can have; null where it may vary, or nobody has defined the code.</summary>
    internal static int? Exact(BlockType block, ushort code) => (block, code) switch
    {
        (BlockType.InterfaceDescription, _) => OfInterface(code),
        (BlockType.EnhancedPacket or BlockType.Packet, OptionCode.PacketFlags) or (BlockType.EnhancedPacket, OptionCode.PacketQueue) =>
            sizeof(uint),
        (BlockType.EnhancedPacket, OptionCode.PacketDropCount or OptionCode.PacketId or OptionCode.PacketThread) => sizeof(ulong),
        (BlockType.InterfaceStatistics, >= OptionCode.StatisticsStart and <= OptionCode.StatisticsDelivered) => sizeof(ulong),
        (BlockType.NameResolution, OptionCode.ResolverAddress4) => 4,
        (BlockType.NameResolution, OptionCode.ResolverAddress6) => 16,
        _ => null,
    };

    /// <summary>Whether a file with such an option may be sound.</summary>
    internal static bool Allow(BlockType block, BlockOptions option) => (block, option.Code) switch
    {
        (_, OptionCode.CustomUtf8 or OptionCode.CustomBytes or OptionCode.CustomUtf8NotCopyable or OptionCode.CustomBytesNotCopyable) =>
            option.Value.Length >= EnterpriseNumber,
        (BlockType.InterfaceDescription, OptionCode.InterfaceFilter) => option.Value.Length >= 1,
        (BlockType.EnhancedPacket or BlockType.Packet, _) => AllowOfPacket(option),
        _ => true,
    };

    private static int? OfInterface(ushort code) => code switch
    {
        OptionCode.InterfaceTimeResolution or OptionCode.InterfaceCheckLength => sizeof(byte),
        OptionCode.InterfaceTimeZone => sizeof(int),
        OptionCode.InterfaceMac => 6,
        OptionCode.InterfaceEui or OptionCode.InterfaceAddress4 => 8,
        OptionCode.InterfaceSpeed or OptionCode.InterfaceSendSpeed or OptionCode.InterfaceReceiveSpeed => sizeof(ulong),
        OptionCode.InterfaceTimeOffset => sizeof(long),
        OptionCode.InterfaceAddress6 => 17,
        _ => null,
    };

    private static bool AllowOfPacket(BlockOptions option) => option.Code switch
    {
        OptionCode.PacketFlags or OptionCode.PacketQueue => option.Value.Length == sizeof(uint),
        OptionCode.PacketDropCount or OptionCode.PacketId => option.Value.Length == sizeof(ulong),
        OptionCode.PacketVerdict =>
            option.Value is [TrafficControl or ExpressDataPath, .. var result] ? result.Length == sizeof(ulong) : option.Value.Length > 0,
        _ => true,
    };
}
