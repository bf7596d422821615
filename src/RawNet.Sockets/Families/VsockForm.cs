using System.Net;

namespace RawNet.Sockets;

/// <summary>CID:PORT.</summary>
internal sealed class VsockForm : AddressForm
{
    public override string Syntax => "CID:PORT";

    public override string Example => "1:7000";

    public override EndPoint Parse(string text, SocketKind kind)
    {
        string[] parts = text.Split(':');
        return parts.Length == 2 && TryNumber(parts[0], out uint context) && TryNumber(parts[1], out uint port)
            ? new VsockEndPoint(context, port)
            : throw Wrong(text, kind);
    }

    public override string Format(EndPoint address, SocketKind kind) => address.ToString()!;
}
