using System.Net;

namespace RawNet.Sockets;

/// <summary>TYPE:INSTANCE.</summary>
internal sealed class TipcForm : AddressForm
{
    private const uint FirstFreeType = 64; // TIPC_RESERVED_TYPES

    public override string Syntax => "TYPE:INSTANCE";

    public override string Example => "18888:17";

    public override EndPoint Parse(string text, SocketKind kind)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 2 || !TryNumber(parts[0], out uint type) || !TryNumber(parts[1], out uint instance))
            throw Wrong(text, kind);
        return type >= FirstFreeType
            ? new TipcEndPoint(type, instance)
            : throw new FormatException($"TIPC keeps the types below {FirstFreeType} for itself, {type} too");
    }

    public override string Format(EndPoint address, SocketKind kind) => address.ToString()!;
}
