using System.Buffers.Binary;
using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>ICMP and ICMPv6 echo (RFC 792, page 14; RFC 4443, 4): a server opens requests and seals replies that repeat what theirs
/// have, a client the reverse.</summary>
internal sealed class IcmpEnvelope : Envelope
{
    private readonly EchoRole _role;
    private readonly IpProtocol _protocol;
    private readonly Kind _opened;
    private readonly Template _header;
    private readonly byte[] _asked; // the header of the request that a server answers
    private ushort _sequence;

    public IcmpEnvelope(bool isV6, EchoRole role)
    {
        (_role, _protocol) = (role, isV6 ? IpProtocol.Ipv6Icmp : IpProtocol.Icmp);
        (Kind request, Kind reply) = isV6 ? (Icmpv6Echo.Request, Icmpv6Echo.Reply) : (IcmpEcho.Request, IcmpEcho.Reply);
        (_opened, Kind written) = role == EchoRole.Server ? (request, reply) : (reply, request);
        _header = ((Packet)written.With()).Compile();
        _asked = new byte[_header.Bytes.Length];
        _header.Set(isV6 ? Icmpv6Echo.Identifier : IcmpEcho.Identifier, (ushort)KernelRandom.Between(1, ushort.MaxValue));
    }

    public override int Before => _header.Bytes.Length;

    private bool IsV6 => _protocol == IpProtocol.Ipv6Icmp;

    public override bool TryOpen(ReadOnlySpan<byte> message, out Part payload)
    {
        payload = default;
        int start = 0;
        if (!IsV6)
        {
            if (!Ipv4.Kind.TryView(message, out View ip))
                return false;
            start = ip.HeaderLength;
            message = ip.Payload;
        }
        if (!_opened.TryView(message, out View echo) || !IsForUs(echo, message))
            return false;
        payload = new Part(start + echo.HeaderLength, echo.Payload.Length);
        return true;
    }

    /// <summary>The kernel computes ICMPv6's checksum, not ICMP's.</summary>
    public override Part Seal(Span<byte> buffer, Part payload, ReadOnlySpan<byte> address)
    {
        var all = new Part(payload.Start - Before, payload.Length + Before);
        Span<byte> message = buffer.Slice(all.Start, all.Length);
        if (_role == EchoRole.Client)
            _header.Set(IsV6 ? Icmpv6Echo.SequenceNumber : IcmpEcho.SequenceNumber, ++_sequence);
        _header.Bytes.CopyTo(message);
        if (_role == EchoRole.Server)
            IcmpReply.Repeat(_protocol, _asked, message);
        if (!IsV6)
            WriteChecksum(message);
        return all;
    }

    // A server answers anyone, and keeps what the answer must repeat.
    private bool IsForUs(scoped in View echo, ReadOnlySpan<byte> message)
    {
        if (!IsV6 && echo.ChecksumStatus == ChecksumStatus.Bad)
            return false;
        if (_role == EchoRole.Client)
            return IcmpReply.Answers(_protocol, _header.Bytes, message);
        message[.._asked.Length].CopyTo(_asked);
        return true;
    }

    private static void WriteChecksum(Span<byte> message)
    {
        Span<byte> checksum = message[IcmpEcho.Checksum.Offset..];
        BinaryPrimitives.WriteUInt16BigEndian(checksum, 0);
        BinaryPrimitives.WriteUInt16BigEndian(checksum, InternetChecksum.Of(message));
    }
}
