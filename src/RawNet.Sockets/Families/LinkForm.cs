using System.Net;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>IF[,MAC].</summary>
internal sealed class LinkForm : AddressForm
{
    public override string Syntax => "IF[,MAC]";

    public override string Example => "veth0,02:00:00:00:00:02";

    public override EndPoint Parse(string text, SocketKind kind)
    {
        string[] parts = text.Split(',');
        if (parts.Length > 2 || parts[0].Length == 0)
            throw Wrong(text, kind);
        return new LinkEndPoint(Link.ByName(parts[0]).Index, (ushort)kind.Protocol,
            parts.Length == 1 ? default : Mac(parts[1], text, kind));
    }

    public override string Format(EndPoint address, SocketKind kind)
    {
        var link = (LinkEndPoint)address;
        string name = Link.ByIndex(link.InterfaceIndex).Name;
        if (link.HardwareAddress.IsEmpty)
            return name;
        IEnumerable<string> octets = Convert.ToHexStringLower(link.HardwareAddress.Span).Chunk(2).Select(digits => new string(digits));
        return $"{name},{string.Join(':', octets)}";
    }

    private byte[] Mac(string mac, string text, SocketKind kind)
    {
        if (!MacAddress.TryParse(mac, out MacAddress address))
            throw Wrong(text, kind);
        return [.. mac.Split(':').Select(b => Convert.ToByte(b, 16))];
    }
}
