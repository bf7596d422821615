using RawNet.Probing;

namespace RawNet.Sockets;

/// <summary>All that a <see cref="ProbeLoop"/> knows of the network. Options are given when a channel is made; a decorator of these three members can lose, delay and forge.</summary>
public interface IPacketChannel
{
    /// <summary>Sends one packet.</summary>
    /// <exception cref="SystemCallException">This host refused.</exception>
    void Send(ReadOnlySpan<byte> packet);

    /// <summary>Takes one message without waiting. Its time is the kernel's arrival time on the channel's clock; its bytes hold until the next call.</summary>
    bool TryReceive(out ProbeArrival arrival);

    /// <summary>Returns when there may be something to receive, at the latest at this time of the channel's clock.</summary>
    void Wait(long until);
}
