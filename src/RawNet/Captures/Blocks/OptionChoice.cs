using System.Globalization;

namespace RawNet.Captures;

/// <summary>Which options of a block count, as in Wireshark: none of a wrong length, and the first of those that may not repeat.</summary>
/// <param name="block">Whose options they are.</param>
internal struct OptionChoice(BlockType block)
{
    private ulong _taken; // a bit for each code that the draft defines for this block; they are below 64

    /// <summary>Takes the next one; the clause says why it does not count, null when it does.</summary>
    internal string? Refuse(BlockOptions option)
    {
        int length = option.Value.Length;
        if (OptionLengths.Exact(block, option.Code) is { } size && length != size)
            return string.Create(CultureInfo.InvariantCulture, $"ignored: its length is {length}, not {size}");
        if (!OptionNames.Defines(block, option.Code) || MayRepeat(option.Code))
            return null;
        ulong bit = 1UL << option.Code;
        bool isSecond = (_taken & bit) != 0;
        _taken |= bit;
        return isSecond ? "ignored: it stands there a second time" : null;
    }

    private readonly bool MayRepeat(ushort code) => (block, code) is (_, OptionCode.Comment)
        or (BlockType.InterfaceDescription, OptionCode.InterfaceAddress4 or OptionCode.InterfaceAddress6)
        or (BlockType.EnhancedPacket, OptionCode.PacketHash or OptionCode.PacketVerdict)
        or (BlockType.Packet, OptionCode.PacketHash);
}
