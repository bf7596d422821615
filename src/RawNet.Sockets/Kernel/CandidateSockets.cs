using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace RawNet.Sockets;

/// <summary>A new STREAM socket for each address of a host, opened by the thread that asked the resolver: it is in the network
/// namespace of who wants the connection, and what follows an await may not be. All but the one that is taken are closed, also
/// where the resolver answers after nobody waits any more.</summary>
internal sealed class CandidateSockets : IDisposable
{
    private readonly Lock _lock = new();
    private readonly int _port;
    private readonly List<Candidate> _all = [];
    private bool _isOver;

    /// <exception cref="ArgumentOutOfRangeException">There is no such port.</exception>
    public CandidateSockets(int port) => _port = new IPEndPoint(IPAddress.Any, port).Port;

    public IReadOnlyList<Candidate> OpenAll(IReadOnlyList<IPAddress> addresses)
    {
        lock (_lock)
        {
            if (!_isOver)
                _all.AddRange(addresses.Select(address => new Candidate(new(address, _port))));
            return _all;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _all.ForEach(candidate => candidate.Dispose());
        }
    }
}

/// <summary>An address and a socket to connect to it, or why there is none.</summary>
internal sealed class Candidate : IDisposable
{
    private readonly IPEndPoint _address;
    private readonly SystemCallException? _refusal;
    private KernelSocket? _socket;

    public Candidate(IPEndPoint address)
    {
        _address = address;
        try
        {
            _socket = KernelSocket.Open(address.AddressFamily, SocketType.Stream);
        }
        catch (SystemCallException refusal)
        {
            _refusal = refusal;
        }
    }

    /// <summary>The socket, connected: it is the caller's from then on.</summary>
    /// <exception cref="SystemCallException">There is no socket, or no connection.</exception>
    public async ValueTask<KernelSocket> ConnectAsync(CancellationToken stop)
    {
        if (_refusal is not null)
            ExceptionDispatchInfo.Throw(_refusal);
        KernelSocket socket = _socket!;
        await socket.ConnectAsync(_address, stop).ConfigureAwait(false);
        _socket = null;
        return socket;
    }

    public void Dispose() => _socket?.Dispose();
}
