using System.Globalization;
using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>IF[:ID]; an identifier above 0x7ff is an extended one of 29 bits.</summary>
internal sealed class CanForm : AddressForm
{
    private const uint UsualIdentifier = 0x123;

    public override string Syntax => "IF[:ID]";

    public override string Example => "vcan0:0x123";

    public override EndPoint Parse(string text, SocketCell cell)
    {
        string[] parts = text.Split(':');
        uint identifier = UsualIdentifier;
        if (parts.Length > 2 || parts[0].Length == 0 || (parts.Length == 2 && !TryNumber(parts[1], out identifier)))
            throw Wrong(text, cell);
        if (identifier >= Constants.CAN_EFF_MASK)
            throw new FormatException($"'{parts[1]}' is too large for a CAN identifier whose successor answers: at most 0x1ffffffe");
        // The answer's identifier must be of the same kind.
        bool isExtended = identifier >= Constants.CAN_SFF_MASK;
        return new CanEndPoint(Link.ByName(parts[0]).Index, isExtended ? identifier | Constants.CAN_EFF_FLAG : identifier);
    }

    public override string Format(EndPoint address, SocketCell cell)
    {
        var can = (CanEndPoint)address;
        return string.Create(CultureInfo.InvariantCulture, $"{Link.ByIndex(can.InterfaceIndex).Name}:0x{can.Identifier & Constants.CAN_EFF_MASK:x3}");
    }
}
