using System.Net;

namespace RawNet.Sockets;

/// <summary>An echo over any kind of socket that this kernel has. Runs from <see cref="Start"/> until it is disposed of; then all its sockets are closed and its socket file is gone.</summary>
public sealed class EchoServer : IAsyncDisposable
{
    private readonly FamilySocket socket;
    private readonly CancellationTokenSource stop = new();
    private readonly SocketFile? file;
    private MessageEcho? messages;

    private EchoServer(SocketCell cell, EndPoint address, EchoSettings settings)
    {
        file = cell.Family == SocketFamily.Unix ? SocketFile.Of(address) : null;
        socket = Bound(cell, address, settings);
        settings = settings with { MostClients = DescriptorRoom.For(settings.MostClients) };
        // The kernel's own answer names one socket of a TIPC service, and no identifier of CAN.
        EndPoint = address is TipcEndPoint or CanEndPoint ? address : socket.LocalEndPoint;
        Address = cell.Family.Address.Format(EndPoint, cell);
        try
        {
            Func<Task> run = Prepared(cell, settings);
            settings.Opened?.Invoke();
            Completion = run();
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
    /// <exception cref="ArgumentException">No kernel offers the cell.</exception>
    public static EchoServer Start(SocketCell cell, EndPoint address, EchoSettings? settings = null)
    {
        if (!cell.IsOffered)
            throw new ArgumentException($"no kernel offers {cell}", nameof(cell));
        return new(cell, address, settings ?? new EchoSettings());
    }

    /// <summary>Stops, waits for what is under way, closes every socket and removes the socket file.</summary>
    /// <exception cref="SystemCallException">The socket had failed before.</exception>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await Completion;
        }
        finally
        {
            Close();
            stop.Dispose();
        }
    }

    private FamilySocket Bound(SocketCell cell, EndPoint address, EchoSettings settings)
    {
        try
        {
            FamilySocket opened = EchoSockets.Serve(cell, address, settings);
            file?.Remember();
            return opened;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    private void Close()
    {
        using (messages)
        using (socket)
        using (file)
            file?.Remove();
    }

    // What an echo needs is opened here, and nothing by what is returned.
    private Func<Task> Prepared(SocketCell cell, EchoSettings settings)
    {
        if (cell.Echo == EchoKind.Stream)
            return () => RunStream(settings);
        if (cell.Echo == EchoKind.Records)
            return OnThread(new RecordEcho(socket, settings, Counts).Run);
        messages = new MessageEcho(socket, EndPoint, settings, Counts);
        return OnThread(messages.Run);
    }

    private async Task RunStream(EchoSettings settings)
    {
        using StreamEcho echo = new(socket.Cell, socket.Socket, settings, Counts);
        await echo.RunAsync(stop.Token);
    }

    private Func<Task> OnThread(Action<CancellationToken> run) =>
        () => Task.Factory.StartNew(() => run(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
