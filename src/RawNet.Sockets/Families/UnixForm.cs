using System.Net;

namespace RawNet.Sockets;

/// <summary>A path, or @ and a name that is in no file system.</summary>
internal sealed class UnixForm : AddressForm
{
    public override string Syntax => "PATH or @NAME";

    public override string Example => "@echo";

    public override EndPoint Parse(string text, SocketKind kind)
    {
        if (text.Length is 0 || text == "@")
            throw Wrong(text, kind);
        try
        {
            return new UnixEndPoint(text[0] == '@' ? $"\0{text[1..]}" : text);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new FormatException($"'{text}' is too long for a socket's name: at most {UnixEndPoint.LongestName} bytes");
        }
    }

    public override string Format(EndPoint address, SocketKind kind) => address.ToString()!;
}
