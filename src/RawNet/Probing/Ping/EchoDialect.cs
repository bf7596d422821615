using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>Echo over IPv4 or IPv6: the same exchange in two protocols. Nothing else in probing asks which it is.</summary>
internal abstract class EchoDialect
{
    public static readonly EchoDialect V4 = new OverIpv4();
    public static readonly EchoDialect V6 = new OverIpv6();

    public abstract Kind Request { get; }

    public abstract Kind Reply { get; }

    /// <summary>What all messages of the protocol share.</summary>
    public abstract Kind AnyMessage { get; }

    public abstract ScalarField Type { get; }

    public abstract ScalarField Code { get; }

    public abstract Field<ushort> EchoSequence { get; }

    public abstract ScalarField EchoCode { get; }

    /// <summary>A reply may come from another address than a unicast one that was asked.</summary>
    public abstract bool MayAnswerForAnother { get; }

    /// <summary>The packet that an error quotes.</summary>
    public abstract LinkType Quoted { get; }

    /// <summary>The IP header.</summary>
    public abstract Kind Header { get; }

    /// <summary>What the IP header names.</summary>
    public abstract IpProtocol Protocol { get; }

    public static EchoDialect Of(NetworkAddress target) => target.IsIpv4 ? V4 : V6;

    /// <summary>Errors that tell of a request's fate. A redirect does not, and a source quench must be discarded
    /// (RFC 6633, section 3).</summary>
    public abstract bool IsError(byte type);

    public abstract Assignment Identified(ushort identifier);

    public abstract Packet HeaderOf(PingHeader header, NetworkAddress target);

    /// <summary>Writes what differs from packet to packet in a header written by hand.</summary>
    public abstract void Number(Template request, ushort number);

    /// <summary>The pseudo-header's sum; 0 where the checksum covers none. Null when it cannot be said.</summary>
    public abstract ulong? PseudoHeader(NetworkAddress source, NetworkAddress destination, int length);

    /// <summary>The MTU that an error names, or 0.</summary>
    public abstract uint MtuIn(ReadOnlySpan<byte> error);

    private sealed class OverIpv4 : EchoDialect
    {
        public override Kind Request => IcmpEcho.Request;

        public override Kind Reply => IcmpEcho.Reply;

        public override Kind AnyMessage => Icmp.Kind;

        public override ScalarField Type => Icmp.Type;

        public override ScalarField Code => Icmp.Code;

        public override Field<ushort> EchoSequence => IcmpEcho.SequenceNumber;

        public override ScalarField EchoCode => IcmpEcho.Code;

        // RFC 1122, section 3.2.2.6: the source of a reply must be the address that was asked.
        public override bool MayAnswerForAnother => false;

        public override LinkType Quoted => LinkType.Ipv4;

        public override Kind Header => Ipv4.Kind;

        public override IpProtocol Protocol => IpProtocol.Icmp;

        public override bool IsError(byte type) =>
            (IcmpType)type is IcmpType.DestinationUnreachable or IcmpType.TimeExceeded or IcmpType.ParameterProblem;

        public override Assignment Identified(ushort identifier) => IcmpEcho.Identifier.Is(identifier);

        public override Packet HeaderOf(PingHeader header, NetworkAddress target) => Ipv4.With(
            Ipv4.TypeOfService.Is(header.TrafficClass),
            Ipv4.TimeToLive.Is(header.HopLimit),
            Ipv4.SourceAddress.Is(header.Source.ToIpv4()),
            Ipv4.DestinationAddress.Is(target.ToIpv4()));

        public override void Number(Template request, ushort number) => request.Set(Ipv4.Identification, number);

        public override ulong? PseudoHeader(NetworkAddress source, NetworkAddress destination, int length) => 0;

        // RFC 1191, section 4.
        public override uint MtuIn(ReadOnlySpan<byte> error)
        {
            bool isUnreachable = IcmpUnreachable.Kind.Accepts(error, error.Length) & IcmpUnreachable.Kind.TryView(error, out View view);
            return isUnreachable && view.Get(IcmpUnreachable.Code) == UnreachableCode.FragmentationNeeded
                ? view.Get(IcmpUnreachable.NextHopMtu)
                : 0u;
        }
    }

    private sealed class OverIpv6 : EchoDialect
    {
        public override Kind Request => Icmpv6Echo.Request;

        public override Kind Reply => Icmpv6Echo.Reply;

        public override Kind AnyMessage => Icmpv6.Kind;

        public override ScalarField Type => Icmpv6.Type;

        public override ScalarField Code => Icmpv6.Code;

        public override Field<ushort> EchoSequence => Icmpv6Echo.SequenceNumber;

        public override ScalarField EchoCode => Icmpv6Echo.Code;

        // RFC 4443, section 4.2: what was sent to an anycast address, which looks like any other, is answered
        // from an address of the interface.
        public override bool MayAnswerForAnother => true;

        public override LinkType Quoted => LinkType.Ipv6;

        public override Kind Header => Ipv6.Kind;

        public override IpProtocol Protocol => IpProtocol.Ipv6Icmp;

        public override bool IsError(byte type) => (Icmpv6Type)type is
            Icmpv6Type.DestinationUnreachable or Icmpv6Type.PacketTooBig or Icmpv6Type.TimeExceeded or Icmpv6Type.ParameterProblem;

        public override Assignment Identified(ushort identifier) => Icmpv6Echo.Identifier.Is(identifier);

        public override Packet HeaderOf(PingHeader header, NetworkAddress target) => Ipv6.With(
            Ipv6.TrafficClass.Is(header.TrafficClass),
            Ipv6.HopLimit.Is(header.HopLimit),
            Ipv6.SourceAddress.Is(header.Source.ToIpv6()),
            Ipv6.DestinationAddress.Is(target.ToIpv6()));

        public override void Number(Template request, ushort number)
        {
            // An IPv6 header has no identification: all requests of a run have the same one.
        }

        // RFC 8200, section 8.1.
        public override ulong? PseudoHeader(NetworkAddress source, NetworkAddress destination, int length) =>
            source.IsIpv6 && destination.IsIpv6
                ? source.Sum() + destination.Sum() + ProtocolNumbers.Icmpv6.NumberIn(Spaces.NextHeader) + (uint)length
                : null;

        // RFC 4443, section 3.2.
        public override uint MtuIn(ReadOnlySpan<byte> error) =>
            Icmpv6PacketTooBig.Kind.Accepts(error, error.Length) & Icmpv6PacketTooBig.Kind.TryView(error, out View view)
                ? view.Get(Icmpv6PacketTooBig.Mtu)
                : 0;
    }
}
