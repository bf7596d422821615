namespace RawNet.Sockets;

/// <summary>Connections that carry records: a thread each, so that a record is taken whole with what the kernel says beside it.</summary>
internal sealed class RecordEcho(FamilySocket listener, EchoSettings settings, EchoCounts counts)
{
    private const int Impatience = 100; // milliseconds
    private readonly List<Task> clients = [];

    public void Run(CancellationToken stop)
    {
        listener.Socket.ReceiveTimeout = Impatience;
        while (!stop.IsCancellationRequested)
        {
            clients.RemoveAll(c => c.IsCompleted);
            if (clients.Count >= settings.MostClients)
                Task.WaitAny([.. clients], Impatience, CancellationToken.None);
            else if (listener.TryAccept(out int descriptor))
                clients.Add(Task.Factory.StartNew(() => Serve(descriptor, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        }
        Task.WaitAll(clients, CancellationToken.None);
    }

    private void Serve(int descriptor, CancellationToken stop)
    {
        counts.AddClient();
        using (var client = FamilySocket.Of(listener.Cell, descriptor))
        {
            try
            {
                new MessageEcho(client, new Envelope(), settings, counts).Run(stop);
            }
            catch (SystemCallException failure)
            {
                settings.Trouble?.Invoke(failure.Message);
            }
        }
    }
}
