using System.Globalization;

namespace RawNet.Captures;

/// <summary>epb_flags in words (draft-ietf-opsawg-pcapng, 4.3.1).</summary>
internal static class PacketFlags
{
    private static readonly string[] _directions = ["", " inbound", " outbound", " direction=3"];
    private static readonly string[] _receptions =
    [
        "", " unicast", " multicast", " broadcast", " promiscuous", " reception=5", " reception=6", " reception=7"
    ];

    internal static BlockValue? Describe(ReadOnlySpan<byte> value, OptionContext context)
    {
        if (value.Length != sizeof(uint))
            return null;
        uint flags = context.Order.U32(value);
        uint check = (flags >> 5) & 15;
        string length = check == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" fcs={check}");
        IEnumerable<string> errors = ((LinkFaults)(flags >> 24)).Names().Select(name => $" {name}");
        return BlockValue.Of(string.Create(CultureInfo.InvariantCulture,
            $"0x{flags:x8}{_directions[flags & 3]}{_receptions[flags >> 2 & 7]}{length}{string.Concat(errors)}"));
    }
}
