using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>Ethernet frames: a server answers to the frame's source, a client asks the address it was given.</summary>
/// <remarks>Frames below 60 bytes are padded on real cards, and nothing in them says where the payload ended.</remarks>
internal sealed class FrameEnvelope : Envelope
{
    private static readonly byte[] _everyone = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    private readonly byte[] _own;
    private readonly byte[] _peer;
    private readonly Template _header;
    private readonly EchoRole _role;

    /// <param name="server">Without a hardware address: whoever is there.</param>
    /// <param name="role">Which end.</param>
    public FrameEnvelope(LinkEndPoint server, EchoRole role)
    {
        _role = role;
        _own = Link.ByIndex(server.InterfaceIndex).HardwareAddress.ToArray();
        if (_own.Length != _everyone.Length)
            throw new SystemCallException("socket(AF_PACKET, SOCK_RAW)",
                (int)Linux.ErrorNumber.EOPNOTSUPP, "the interface has no Ethernet addresses");
        _peer = server.HardwareAddress.Length == 0 ? _everyone : server.HardwareAddress.ToArray();
        Packet header = Ethernet.Kind.With(
            Ethernet.Source.Is(MacAddress.From(_own)),
            Ethernet.Destination.Is(MacAddress.From(_peer)),
            Ethernet.EtherType.Is(server.EtherType));
        _header = header.Compile();
    }

    public override int Before => _header.Bytes.Length;

    public override void MoveTo(ReadOnlySpan<byte> hardware)
    {
        if (hardware.Length == _everyone.Length)
            _header.Set(Ethernet.Source, MacAddress.From(hardware));
    }

    public override bool TryOpen(ReadOnlySpan<byte> message, out Part payload)
    {
        payload = default;
        if (!Ethernet.Kind.TryView(message, out View frame))
            return false;
        MacAddress source = frame.Get(Ethernet.Source);
        if (_role == EchoRole.Client && !ReferenceEquals(_peer, _everyone) && source != MacAddress.From(_peer))
            return false;
        if (_role == EchoRole.Server)
            _header.Set(Ethernet.Destination, source);
        payload = new Part(frame.HeaderLength, frame.Payload.Length);
        return true;
    }

    public override Part Seal(Span<byte> buffer, Part payload, ReadOnlySpan<byte> address)
    {
        var all = new Part(payload.Start - Before, payload.Length + Before);
        _header.Bytes.CopyTo(buffer[all.Start..]);
        return all;
    }
}
