using System.Net;

namespace RawNet.Sockets;

/// <summary>An echo over any kind of socket that this kernel has. Runs from <see cref="Start"/> until it is disposed of;
/// then all its sockets are closed and its socket file is gone.</summary>
public sealed class EchoServer : IAsyncDisposable
{
    private readonly EchoSocket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly SocketFile? _file;
    private EchoLoop? _loop;

    private EchoServer(SocketKind kind, EndPoint address, EchoSettings settings)
    {
        _file = kind.Family == SocketFamily.Unix ? SocketFile.Of(address) : null;
        _socket = Bound(kind, address, settings);
        // The kernel's own answer names one socket of a TIPC service, and no identifier of CAN.
        EndPoint = address is TipcEndPoint or CanEndPoint ? address : _socket.LocalEndPoint;
        Address = kind.Family.Address.Format(EndPoint, kind);
        try
        {
            _loop = Prepared(settings);
            settings.Opened?.Invoke();
            Completion = Run(_loop);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Where it is reached; a port that was 0 is the kernel's choice.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>The same as text that <c>echo call</c> reads.</summary>
    public string Address { get; }

    /// <summary>What it did so far.</summary>
    public EchoCounts Counts { get; } = new();

    /// <summary>Ends with the server; faulted when its socket failed.</summary>
    public Task Completion { get; }

    /// <summary>Opens the socket in the network namespace of the calling thread and begins to answer on other threads.</summary>
    /// <exception cref="SystemCallException">The kernel refuses the socket or the address.</exception>
    /// <exception cref="ArgumentException">No kernel offers the kind.</exception>
    public static EchoServer Start(SocketKind kind, EndPoint address, EchoSettings? settings = null)
    {
        if (!kind.IsOffered)
            throw new ArgumentException($"no kernel offers {kind}", nameof(kind));
        return new(kind, address, settings ?? new EchoSettings());
    }

    /// <summary>Stops, waits for what is under way, closes every socket and removes the socket file.</summary>
    /// <exception cref="SystemCallException">The socket had failed before.</exception>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await Completion;
        }
        finally
        {
            Close();
            _stop.Dispose();
        }
    }

    private EchoSocket Bound(SocketKind kind, EndPoint address, EchoSettings settings)
    {
        try
        {
            EchoSocket opened = EchoSockets.Serve(kind, address, settings);
            _file?.Remember();
            return opened;
        }
        catch
        {
            _file?.Dispose();
            throw;
        }
    }

    private void Close()
    {
        using (_loop)
        using (_socket)
        using (_file)
            _file?.Remove();
    }

    // What an echo needs is opened here, and nothing by its thread.
    private EchoLoop Prepared(EchoSettings settings)
    {
        EchoLoop prepared = new(takesMany: _socket.Kind.Echo is EchoKind.Stream or EchoKind.Records);
        try
        {
            EchoSettings possible = settings with { MostClients = DescriptorRoom.For(settings.MostClients) };
            prepared.Add(EndIn(prepared, possible));
            return prepared;
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    private IEchoEnd EndIn(EchoLoop prepared, EchoSettings settings) => _socket.Kind.Echo is EchoKind.Stream or EchoKind.Records
        ? new EchoListener(_socket, prepared, settings, Counts)
        : new MessageEcho(_socket, EndPoint, settings, Counts);

    private Task Run(EchoLoop started) => Task.Factory.StartNew(
        () => { started.Run(Timeout.InfiniteTimeSpan, _stop.Token); }, CancellationToken.None,
        TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
