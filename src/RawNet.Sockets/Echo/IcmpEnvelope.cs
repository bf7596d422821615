using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>ICMP and ICMPv6 echo (RFC 792, page 14; RFC 4443, 4): a server opens requests and seals replies with their identifier and sequence number, a client the reverse.</summary>
internal sealed class IcmpEnvelope : Envelope
{
    private readonly bool isV6;
    private readonly Kind opened, sealedKind;
    private readonly Template header;
    private readonly EchoRole role;
    private ushort identifier, sequence;

    public IcmpEnvelope(bool isV6, EchoRole role)
    {
        this.isV6 = isV6;
        this.role = role;
        (Kind request, Kind reply) = isV6 ? (Icmpv6Echo.Request, Icmpv6Echo.Reply) : (IcmpEcho.Request, IcmpEcho.Reply);
        (opened, sealedKind) = role == EchoRole.Server ? (request, reply) : (reply, request);
        header = ((Packet)sealedKind.With()).Compile();
        identifier = (ushort)KernelRandom.Between(1, ushort.MaxValue);
    }

    public override int Before => header.Bytes.Length;

    private Field<ushort> Identifier => isV6 ? Icmpv6Echo.Identifier : IcmpEcho.Identifier;

    private Field<ushort> SequenceNumber => isV6 ? Icmpv6Echo.SequenceNumber : IcmpEcho.SequenceNumber;

    public override bool TryOpen(ReadOnlySpan<byte> message, out Part payload)
    {
        payload = default;
        int start = 0;
        if (!isV6)
        {
            if (!Ipv4.Kind.TryView(message, out View ip))
                return false;
            start = ip.HeaderLength;
            message = ip.Payload;
        }
        if (!opened.TryView(message, out View echo) || !IsForUs(echo))
            return false;
        payload = new Part(start + echo.HeaderLength, echo.Payload.Length);
        return true;
    }

    /// <summary>The kernel computes ICMPv6's checksum, not ICMP's.</summary>
    public override Part Seal(Span<byte> buffer, Part payload, ReadOnlySpan<byte> address)
    {
        if (role == EchoRole.Client)
            sequence++;
        var all = new Part(payload.Start - Before, payload.Length + Before);
        header.Set(Identifier, identifier).Set(SequenceNumber, sequence);
        if (isV6)
            header.Bytes.CopyTo(buffer[all.Start..]);
        else
            CopyWithChecksum(buffer[all.Start..], buffer.Slice(payload.Start, payload.Length));
        return all;
    }

    // A server answers anyone, and keeps what the answer must repeat.
    private bool IsForUs(scoped in View echo)
    {
        if (!isV6 && echo.ChecksumStatus == ChecksumStatus.Bad)
            return false;
        (ushort id, ushort seq) = (echo.Get(Identifier), echo.Get(SequenceNumber));
        if (role == EchoRole.Client)
            return id == identifier && seq == sequence;
        (identifier, sequence) = (id, seq);
        return true;
    }

    // The template's own checksum covers the header alone, and must be there again when the next field is set.
    private void CopyWithChecksum(Span<byte> message, ReadOnlySpan<byte> payload)
    {
        sealedKind.TryView(header.Bytes, out View alone);
        ushort own = alone.Get(IcmpEcho.Checksum);
        header.Set(IcmpEcho.Checksum, InternetChecksum.Update(own, 0, InternetChecksum.Sum(payload))).Bytes.CopyTo(message);
        header.Set(IcmpEcho.Checksum, own);
    }
}
