using RawNet.Filters;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>IGMP and MLD on one interface past the IP stack: all multicast comes in, whatever this host joined, and messages leave in frames of any sender.</summary>
public sealed class GroupChannel : IDisposable
{
    private const int ReceiveBuffer = 16 << 20;
    private readonly FrameSource _frames;
    private readonly Link _link;

    /// <summary>Opens the interface.</summary>
    /// <param name="link">Where.</param>
    /// <param name="filter">Classic BPF that lets messages about groups in; empty lets everything in.</param>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public GroupChannel(Link link, IReadOnlyList<BpfInstruction> filter)
    {
        _link = link;
        _frames = FrameSource.Open(link, new PacketSocketSettings { ReceiveBuffer = ReceiveBuffer, AllMulticast = !link.IsLoopback, IgnoreOutgoing = true, Filter = filter });
    }

    /// <summary>Whether the interface went down or away.</summary>
    public LinkHistory History => _frames.Socket.History;

    /// <summary>A message in a frame from this MAC, or without a link header where the link has none.</summary>
    public static byte[] FrameOf(LinkType link, GroupDialect dialect, in GroupSending sending, MacAddress from)
    {
        Packet packet = dialect.PacketOf(sending.Source, sending.Message);
        return (link == LinkType.Ethernet ? Ethernet.Kind.With(Ethernet.Source.Is(from)).Carrying(packet) : packet).ToBytes();
    }

    /// <summary>Sends a message as <see cref="FrameOf"/> makes it; returns the frame.</summary>
    /// <exception cref="SystemCallException">EMSGSIZE, ENETDOWN, ENOBUFS.</exception>
    public byte[] Send(GroupDialect dialect, in GroupSending sending, MacAddress from)
    {
        byte[] frame = FrameOf(_link.LinkType, dialect, sending, from);
        _frames.Socket.Send(frame);
        return frame;
    }

    /// <summary>Waits up to the time for a frame. False when none came; a frame without a sound message about groups gives null.</summary>
    /// <param name="patience">Zero only looks.</param>
    /// <param name="message">The message, and when it came by the kernel's clock.</param>
    public bool TryReceive(TimeSpan patience, out (GroupArrival Arrival, long Stamp)? message)
    {
        message = null;
        if (!_frames.Next(patience)) return false;
        // A VLAN is a link of its own: what bears a tag was not said on this one.
        if (GroupArrival.TryRead(_frames.LinkType, _frames.Frame, out GroupArrival read) && !read.Vlan.IsTagged) message = (read, _frames.Arrival.TimeNanoseconds);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();
}
