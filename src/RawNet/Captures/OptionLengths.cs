namespace RawNet.Captures;

/// <summary>Lengths of options that say a file is damaged when they are others than the draft's (draft-ietf-opsawg-pcapng, 3.5.1, 4.2 and 4.3). Wireshark ends there; of other options it overlooks a wrong length.</summary>
internal static class OptionLengths
{
    private const int EnterpriseNumber = 4;
    private const byte TrafficControl = 1;
    private const byte ExpressDataPath = 2;

    internal static bool Allow(BlockType block, BlockOptions option) => (block, option.Code) switch
    {
        (_, OptionCode.CustomUtf8 or OptionCode.CustomBytes or OptionCode.CustomUtf8NotCopyable or OptionCode.CustomBytesNotCopyable) => option.Value.Length >= EnterpriseNumber,
        (BlockType.InterfaceDescription, OptionCode.InterfaceFilter) => option.Value.Length >= 1,
        (BlockType.EnhancedPacket or BlockType.Packet, _) => AllowOfPacket(option),
        _ => true,
    };

    private static bool AllowOfPacket(BlockOptions option) => option.Code switch
    {
        OptionCode.PacketFlags or OptionCode.PacketQueue => option.Value.Length == sizeof(uint),
        OptionCode.PacketDropCount or OptionCode.PacketId => option.Value.Length == sizeof(ulong),
        OptionCode.PacketVerdict => option.Value is [TrafficControl or ExpressDataPath, .. var result] ? result.Length == sizeof(ulong) : option.Value.Length > 0,
        _ => true,
    };
}
