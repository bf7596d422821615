using System.Diagnostics;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Takes connections, of streams or of records, and gives each a place in the loop; its own socket stays its owner's.
/// While there is no room for one more, the next wait in the backlog.</summary>
internal sealed class EchoListener : IEchoEnd
{
    private const int MostAtOnce = 64;
    private static readonly TimeSpan _recovery = TimeSpan.FromMilliseconds(100);
    private readonly EchoSocket _listener;
    private readonly EchoLoop _loop;
    private int _clients;
    private long _refusedAt; // when the kernel had none, or no descriptor for it

    public EchoListener(EchoSocket listener, EchoLoop loop, EchoSettings settings, EchoCounts counts)
    {
        (_listener, _loop, Settings, Counts) = (listener, loop, settings, counts);
        Buffer = GC.AllocateUninitializedArray<byte>(IsOfStreams ? StreamConnection.PieceLength : EchoSettings.LongestMessage);
        listener.Blocking = false;
    }

    public SocketKind Kind => _listener.Kind;

    public EchoSettings Settings { get; }

    public EchoCounts Counts { get; }

    /// <summary>One for all connections: each turn ends with what it has read sent or kept.</summary>
    public byte[] Buffer { get; }

    public int Descriptor => _listener.Descriptor;

    public Readiness Wish => _clients < Settings.MostClients && _refusedAt == 0 ? Readiness.ToReceive : Readiness.None;

    private bool IsOfStreams => Kind.Echo == EchoKind.Stream;

    public EchoTurn TakeTurn()
    {
        try
        {
            for (int i = 0; i < MostAtOnce && Wish != Readiness.None && _listener.TryAccept(out int descriptor); i++)
                AddClient(descriptor);
        }
        catch (SystemCallException refusal) when (!IsEnd((ErrorNumber)refusal.ErrorNumber))
        {
            Settings.Trouble?.Invoke(refusal.Message);
            _refusedAt = Stopwatch.GetTimestamp();
        }
        return EchoTurn.Next;
    }

    public void Pulse()
    {
        if (_refusedAt != 0 && Stopwatch.GetElapsedTime(_refusedAt) >= _recovery)
            _refusedAt = 0;
    }

    /// <summary>A connection has gone.</summary>
    public void Leave()
    {
        _clients--;
        _refusedAt = 0;
    }

    private void AddClient(int descriptor)
    {
        _clients++;
        _loop.Add(IsOfStreams ? new StreamConnection(descriptor, this) : new RecordConnection(descriptor, this));
        Counts.AddClient();
    }

    // accept(2): what a connection met before it was taken is told like this too, and the next may be had.
    private static bool IsEnd(ErrorNumber error) =>
        error is ErrorNumber.EBADF or ErrorNumber.EINVAL or ErrorNumber.ENOTSOCK or ErrorNumber.EFAULT;
}
