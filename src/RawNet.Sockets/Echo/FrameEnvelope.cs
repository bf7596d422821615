using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>Ethernet frames: a server answers to the frame's source, a client asks the address it was given.</summary>
/// <remarks>Frames below 60 bytes are padded on real cards, and nothing in them says where the payload ended.</remarks>
internal sealed class FrameEnvelope : Envelope
{
    private static readonly byte[] Everyone = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    private readonly byte[] own;
    private readonly byte[] peer;
    private readonly Template header;
    private readonly EchoRole role;

    /// <param name="server">Without a hardware address: whoever is there.</param>
    /// <param name="role">Which end.</param>
    public FrameEnvelope(LinkEndPoint server, EchoRole role)
    {
        this.role = role;
        own = Link.ByIndex(server.InterfaceIndex).HardwareAddress.ToArray();
        if (own.Length != Everyone.Length)
            throw new SystemCallException("socket(AF_PACKET, SOCK_RAW)", (int)Linux.ErrorNumber.EOPNOTSUPP, "the interface has no Ethernet addresses");
        peer = server.HardwareAddress.Length == 0 ? Everyone : server.HardwareAddress.ToArray();
        header = ((Packet)Ethernet.Kind.With(Ethernet.Source.Is(MacAddress.From(own)), Ethernet.Destination.Is(MacAddress.From(peer)), Ethernet.EtherType.Is(server.EtherType))).Compile();
    }

    public override int Before => header.Bytes.Length;

    public override void MoveTo(ReadOnlySpan<byte> hardware)
    {
        if (hardware.Length == Everyone.Length)
            header.Set(Ethernet.Source, MacAddress.From(hardware));
    }

    public override bool TryOpen(ReadOnlySpan<byte> message, out Part payload)
    {
        payload = default;
        if (!Ethernet.Kind.TryView(message, out View frame))
            return false;
        MacAddress source = frame.Get(Ethernet.Source);
        if (role == EchoRole.Client && !ReferenceEquals(peer, Everyone) && source != MacAddress.From(peer))
            return false;
        if (role == EchoRole.Server)
            header.Set(Ethernet.Destination, source);
        payload = new Part(frame.HeaderLength, frame.Payload.Length);
        return true;
    }

    public override Part Seal(Span<byte> buffer, Part payload, ReadOnlySpan<byte> address)
    {
        var all = new Part(payload.Start - Before, payload.Length + Before);
        header.Bytes.CopyTo(buffer[all.Start..]);
        return all;
    }
}
