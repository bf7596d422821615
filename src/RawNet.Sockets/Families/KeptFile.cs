using System.Net;
using System.Net.Sockets;

namespace RawNet.Sockets;

/// <summary>An address of AF_UNIX whose file .NET leaves alone. Of a <see cref="UnixDomainSocketEndPoint"/> it removes, when the socket is closed, what then lies
/// at the path as it reads it, which may be another's; bind(2) leaves that to the program.</summary>
internal sealed class KeptFile(EndPoint address) : EndPoint
{
    public override AddressFamily AddressFamily => AddressFamily.Unix;

    public override SocketAddress Serialize() => address.Serialize();

    public override EndPoint Create(SocketAddress socketAddress) => address.Create(socketAddress);
}
