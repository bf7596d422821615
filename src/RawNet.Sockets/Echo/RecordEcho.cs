using System.Diagnostics;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Connections that carry records, all in one loop over poll(2): a thousand clients take one thread and one buffer.</summary>
internal sealed class RecordEcho(FamilySocket listener, EchoSettings settings, EchoCounts counts)
{
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(100);
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(EchoSettings.LongestMessage);
    private readonly List<RecordClient> clients = [];
    private PollRequest[] requests = new PollRequest[64];
    private long refusedAt; // when the kernel had no descriptor left

    public void Run(CancellationToken stop)
    {
        listener.Socket.Blocking = false;
        try
        {
            while (!stop.IsCancellationRequested)
                Round();
        }
        finally
        {
            clients.ForEach(c => c.Dispose());
        }
    }

    private void Round()
    {
        int known = clients.Count;
        Ask();
        int ready = PollCall.Wait(requests.AsSpan(0, known + 1), Impatience);
        if (ready <= 0)
            return;
        for (int i = known - 1; i >= 0; i--)
        {
            if (requests[i].revents != 0 && !Serve(clients[i]))
                Remove(i);
        }
        if (requests[known].revents != 0)
            Accept();
    }

    // The listener stands last; while there is no room for one more client it is passed over, and the next wait in the backlog.
    private void Ask()
    {
        if (requests.Length <= clients.Count)
            Array.Resize(ref requests, requests.Length * 2);
        for (int i = 0; i < clients.Count; i++)
            requests[i] = clients[i].Wish;
        bool hasRoom = clients.Count < settings.MostClients && (refusedAt == 0 || Stopwatch.GetElapsedTime(refusedAt) > Impatience);
        requests[clients.Count] = new PollRequest { fd = hasRoom ? listener.Descriptor : -1, events = Constants.POLLIN };
    }

    private void Accept()
    {
        try
        {
            if (!listener.TryAccept(out int descriptor))
                return;
            clients.Add(new RecordClient(listener.Cell, descriptor, settings, counts));
            counts.AddClient();
            refusedAt = 0;
        }
        catch (SystemCallException refusal) when ((ErrorNumber)refusal.ErrorNumber is ErrorNumber.EMFILE or ErrorNumber.ENFILE or ErrorNumber.ENOBUFS or ErrorNumber.ENOMEM)
        {
            settings.Trouble?.Invoke(refusal.Message);
            refusedAt = Stopwatch.GetTimestamp();
        }
    }

    private bool Serve(RecordClient client)
    {
        try
        {
            return client.TakeTurn(buffer);
        }
        catch (SystemCallException failure)
        {
            settings.Trouble?.Invoke(failure.Message);
            return false;
        }
    }

    private void Remove(int index)
    {
        clients[index].Dispose();
        clients[index] = clients[^1];
        clients.RemoveAt(clients.Count - 1);
    }
}
