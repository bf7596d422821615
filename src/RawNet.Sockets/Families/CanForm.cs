using System.Globalization;
using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>IF[:ID]; an identifier above 0x7ff, or one of eight hexadecimal digits as can-utils write it,
/// is an extended one of 29 bits.</summary>
internal sealed class CanForm : AddressForm
{
    private const uint UsualIdentifier = 0x123;
    private const int ExtendedDigits = 8;

    public override string Syntax => "IF[:ID]";

    public override string Example => "vcan0:0x123";

    public override EndPoint Parse(string text, SocketKind kind)
    {
        string[] parts = text.Split(':');
        uint identifier = UsualIdentifier;
        if (parts.Length > 2 || parts[0].Length == 0 || (parts.Length == 2 && !TryIdentifier(parts[1], out identifier)))
            throw Wrong(text, kind);
        return new CanEndPoint(Link.ByName(parts[0]).Index, parts.Length == 1 ? identifier : Checked(parts[1], identifier));
    }

    public override string Format(EndPoint address, SocketKind kind)
    {
        var can = (CanEndPoint)address;
        uint identifier = can.Identifier & Constants.CAN_EFF_MASK;
        bool looksUsual = can.Identifier != identifier && identifier <= Constants.CAN_SFF_MASK;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Link.ByIndex(can.InterfaceIndex).Name}:0x{identifier.ToString(looksUsual ? "x8" : "x3", CultureInfo.InvariantCulture)}");
    }

    private static bool TryIdentifier(string text, out uint identifier)
    {
        string digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        if (digits.Length != ExtendedDigits)
            return TryNumber(text, out identifier);
        bool isHex = uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out identifier);
        identifier |= identifier <= Constants.CAN_SFF_MASK ? Constants.CAN_EFF_FLAG : 0;
        return isHex;
    }

    // The answer's identifier is the next one, and must be of the same kind.
    private static uint Checked(string text, uint identifier)
    {
        if ((identifier & ~Constants.CAN_EFF_FLAG) >= Constants.CAN_EFF_MASK)
            throw new FormatException($"'{text}' is too large for a CAN identifier whose successor answers: at most 0x1ffffffe");
        if (identifier == Constants.CAN_SFF_MASK)
            throw new FormatException($"'{text}' is the last CAN identifier of 11 bits, and its successor answers: at most 0x7fe, "
                + "or 0x000007ff for the extended one");
        return identifier > Constants.CAN_SFF_MASK ? identifier | Constants.CAN_EFF_FLAG : identifier;
    }
}
