namespace RawNet.Sockets;

/// <summary>One socket of an echo in the <see cref="EchoLoop"/>.</summary>
internal interface IEchoEnd
{
    /// <summary>The socket's.</summary>
    int Descriptor { get; }

    /// <summary>What it waits for now.</summary>
    Readiness Wish { get; }

    /// <summary>Whether a turn itself waits about 100 ms for something to do, which saves a system call;
    /// for the only end of a loop.</summary>
    bool Waits => false;

    /// <summary>Does what the socket is ready for; unless <see cref="Waits"/>, without waiting.</summary>
    /// <exception cref="SystemCallException">The socket is of no more use, and the loop of none without it.</exception>
    EchoTurn TakeTurn();

    /// <summary>It takes no more turns: closes what is its own.</summary>
    void Close()
    {
    }

    /// <summary>Called about every 100 ms of the first end of a loop.</summary>
    void Pulse()
    {
    }
}

/// <summary>How the loop goes on after a turn.</summary>
internal enum EchoTurn
{
    /// <summary>It waits for the next.</summary>
    Next,

    /// <summary>What the loop was run for is there.</summary>
    Done,

    /// <summary>The end takes no more turns and is closed.</summary>
    Over,
}
