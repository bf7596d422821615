using RawNet.Probing;

namespace RawNet.Sockets;

/// <summary>All that a <see cref="ProbeLoop"/> knows of the network. Options are given when a channel is made;
/// a decorator of these members can lose, delay and forge.</summary>
public interface IPacketChannel
{
    /// <summary>Sends one probe; that this host refused it is a result too.</summary>
    ProbeResult Send(in Probe probe);

    /// <summary>Takes one arrival without waiting. Its time is the kernel's on the channel's clock;
    /// its bytes hold until the next call.</summary>
    /// <exception cref="SystemCallException">The channel is of no more use: its interface is gone.</exception>
    bool TryReceive(out ReceivedReply arrival);

    /// <summary>Returns when there may be something to receive, at the latest at this time of the channel's clock.</summary>
    void Wait(long until);
}
