using System.Net;

namespace RawNet.Sockets;

/// <summary>Some bytes of a buffer.</summary>
internal readonly record struct Part(int Start, int Length)
{
    public Part From(int offset) => this with { Start = Start + offset };
}

/// <summary>What stands around a payload in the messages that a socket gives and takes.
/// This one is for sockets where nothing does.</summary>
internal class Envelope
{
    /// <summary>Most bytes that are written before a payload.</summary>
    public virtual int Before => 0;

    /// <summary>Most bytes that are written behind it.</summary>
    public virtual int After => 0;

    /// <summary>Bytes of the longest payload, where the message's form sets a limit.</summary>
    public virtual int Longest => EchoSettings.LongestMessage;

    /// <summary>The address of this host at which the message came, where the header that is written names it.</summary>
    public ScopedAddress Asked { get; set; }

    /// <summary>The socket was bound to another interface.</summary>
    /// <param name="hardware">Its address; empty when it has none.</param>
    public virtual void MoveTo(ReadOnlySpan<byte> hardware)
    {
    }

    /// <summary>The payload of a received message; false when the message is not for this end.</summary>
    public virtual bool TryOpen(ReadOnlySpan<byte> message, out Part payload)
    {
        payload = new Part(0, message.Length);
        return true;
    }

    /// <summary>Writes around a payload what belongs there, and returns what is to be sent. A server's payload still stands
    /// in the message that brought it.</summary>
    /// <param name="buffer">With the room that <see cref="Before"/> and <see cref="After"/> ask for.</param>
    /// <param name="payload">Where it is.</param>
    /// <param name="address">The receiver's, as the kernel writes it.</param>
    public virtual Part Seal(Span<byte> buffer, Part payload, ReadOnlySpan<byte> address) => payload;

    /// <summary>The one that a kind of socket needs.</summary>
    /// <param name="socket">Bound, and a client's connected where its kind can be.</param>
    /// <param name="role">Which end.</param>
    /// <param name="settings">How.</param>
    /// <param name="address">The server's address.</param>
    public static Envelope Of(EchoSocket socket, EchoRole role, EchoSettings settings, EndPoint address) => socket.Kind.Echo switch
    {
        EchoKind.IpPackets => IpEnvelope.Of(socket, settings),
        EchoKind.Icmp => new IcmpEnvelope(socket.Kind.Family == SocketFamily.Inet6, role),
        EchoKind.Frames => new FrameEnvelope((LinkEndPoint)address, role),
        EchoKind.CanFrames => new CanEnvelope(((CanEndPoint)address).Identifier, role),
        EchoKind.CanBroadcast => new BroadcastEnvelope(((CanEndPoint)address).Identifier, role),
        _ => new Envelope(),
    };
}
