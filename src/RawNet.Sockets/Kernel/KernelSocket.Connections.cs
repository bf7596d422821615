using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

public partial class KernelSocket
{
    private const int UsualBacklog = 128;

    /// <summary>getsockname(2), as its family's end point.</summary>
    /// <exception cref="SystemCallException">EOPNOTSUPP: the family has no such names.</exception>
    public EndPoint LocalEndPoint => SocketNames.Of(Handle, ofPeer: false);

    /// <summary>getpeername(2), as its family's end point.</summary>
    /// <exception cref="SystemCallException">ENOTCONN: there is no peer.</exception>
    public EndPoint PeerEndPoint => SocketNames.Of(Handle, ofPeer: true);

    /// <summary>bind(2).</summary>
    /// <exception cref="SystemCallException">EADDRINUSE, EADDRNOTAVAIL, EACCES ...</exception>
    public void Bind(EndPoint address) => Bind(BytesOf(address), address);

    /// <summary>listen(2).</summary>
    /// <param name="backlog">Connections that may wait to be accepted; the kernel cuts it to net.core.somaxconn.</param>
    public void Listen(int backlog = UsualBacklog) => SystemCall.Checked(OpenCalls.Listen(Handle, backlog), "listen");

    /// <summary>accept(2): waits for a connection. Its socket waits without a timeout, whatever this one does.</summary>
    /// <exception cref="SystemCallException">ETIMEDOUT: nobody came within the timeout; EAGAIN of a socket that does not wait.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public KernelSocket Accept()
    {
        Wait wait = new(this, MessageFlags.None);
        int result;
        do
        {
            ThreadInCall thread = _calls.Enter();
            try
            {
                result = OpenCalls.Accept(Handle);
            }
            finally
            {
                _calls.Leave(thread);
            }
        }
        while (wait.TryAgain(ref result, Constants.POLLIN));
        SystemCall.Checked(result, "accept");
        return new(result, FamilyNumber, (int)Type, Protocol);
    }

    /// <summary>connect(2).</summary>
    /// <exception cref="SystemCallException">What <see cref="ConnectEx(EndPoint)"/> answers with.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public void Connect(EndPoint address) =>
        SystemCall.Checked(-ConnectEx(address), CallOf("connect"), address.ToString() ?? "");

    /// <summary>connect_ex of the documents: connect(2), answered with the error number instead of an exception.</summary>
    /// <returns>0, or errno: ECONNREFUSED 111 ..., EINPROGRESS 115 of a socket that does not wait, ETIMEDOUT 110 when its timeout
    /// is over.</returns>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public int ConnectEx(EndPoint address)
    {
        ReadOnlySpan<byte> name = BytesOf(address);
        Wait wait = new(this, MessageFlags.None);
        int result;
        do
        {
            result = ConnectOnce(name);
            if (IsUnderWay(result))
                return wait.TryUntil(Constants.POLLOUT) ? Get(GeneralOption.Error) : (int)ErrorNumber.ETIMEDOUT;
        }
        while (wait.TryAgain(ref result, events: 0));
        return -result;
    }

    /// <summary>shutdown(2).</summary>
    /// <exception cref="SystemCallException">ENOTCONN: there is no peer.</exception>
    public void Shutdown(ShutdownHow how) => SystemCall.Checked(OpenCalls.Shutdown(Handle, (int)how), "shutdown");

    /// <summary>bind(2) of bytes: what no end point can say.</summary>
    internal void Bind(ReadOnlySpan<byte> bytes, EndPoint? address = null) =>
        SystemCall.Checked(OpenCalls.Bind(Handle, bytes), CallOf("bind"), address?.ToString() ?? "");

    private static ReadOnlySpan<byte> BytesOf(EndPoint address) => address.Serialize().AsSpan();

    private int ConnectOnce(ReadOnlySpan<byte> name)
    {
        ThreadInCall thread = _calls.Enter();
        try
        {
            return OpenCalls.Connect(Handle, name);
        }
        finally
        {
            _calls.Leave(thread);
        }
    }

    // connect(2): interrupted, it goes on by itself; only AF_UNIX is to be called again.
    private bool IsUnderWay(int result)
    {
        bool isInterrupted = result == -(int)ErrorNumber.EINTR && FamilyNumber != Constants.AF_UNIX;
        return (isInterrupted && !Handle.IsClosed) || (result == -(int)ErrorNumber.EINPROGRESS && Timeout > TimeSpan.Zero);
    }

    // What a refusal means depends on the family: a port, a file, an instance.
    private string CallOf(string call) => $"{call}({Names.Family(FamilyNumber)})";
}
