using System.Collections.Immutable;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>A family with a type and a protocol, and how its sockets are named in a situation.</summary>
/// <param name="Name">In the names of situations.</param>
/// <param name="Family">AF_*.</param>
/// <param name="Type">SOCK_*.</param>
/// <param name="Protocol">0: the kernel chooses.</param>
/// <param name="IsPair">Connected by socketpair(2): the peer is the subject's other socket, used by another thread.</param>
internal sealed record Kind(string Name, int Family, int Type, int Protocol = 0, bool IsPair = false)
{
    public const int EtherType = 0x88b5; // for experiments
    public const string CanInterface = "vcan0";
    private const int Experiment = 253; // a protocol for experiments
    private const int ServiceRange = 1, ClusterScope = 2, Service = 18888; // of TIPC

    public static ImmutableArray<Kind> All { get; } =
    [
        new("inet stream", Constants.AF_INET, Constants.SOCK_STREAM),
        new("inet6 stream", Constants.AF_INET6, Constants.SOCK_STREAM),
        new("unix stream", Constants.AF_UNIX, Constants.SOCK_STREAM),
        new("unix seqpacket", Constants.AF_UNIX, Constants.SOCK_SEQPACKET),
        new("pair stream", Constants.AF_UNIX, Constants.SOCK_STREAM, 0, true),
        new("pair seqpacket", Constants.AF_UNIX, Constants.SOCK_SEQPACKET, 0, true),
        new("pair dgram", Constants.AF_UNIX, Constants.SOCK_DGRAM, 0, true),
        new("inet dgram", Constants.AF_INET, Constants.SOCK_DGRAM),
        new("inet6 dgram", Constants.AF_INET6, Constants.SOCK_DGRAM),
        new("unix dgram", Constants.AF_UNIX, Constants.SOCK_DGRAM),
        new("inet udplite", Constants.AF_INET, Constants.SOCK_DGRAM, Constants.IPPROTO_UDPLITE),
        new("inet6 udplite", Constants.AF_INET6, Constants.SOCK_DGRAM, Constants.IPPROTO_UDPLITE),
        new("inet raw", Constants.AF_INET, Constants.SOCK_RAW, Experiment),
        new("inet6 raw", Constants.AF_INET6, Constants.SOCK_RAW, Experiment),
        new("packet dgram", Constants.AF_PACKET, Constants.SOCK_DGRAM, NetworkOrder(EtherType)),
        new("packet raw", Constants.AF_PACKET, Constants.SOCK_RAW, NetworkOrder(EtherType)),
        new("can raw", Constants.AF_CAN, Constants.SOCK_RAW, Constants.CAN_RAW),
        new("can bcm", Constants.AF_CAN, Constants.SOCK_DGRAM, Constants.CAN_BCM),
        new("rds seqpacket", Constants.AF_RDS, Constants.SOCK_SEQPACKET),
        new("tipc stream", Constants.AF_TIPC, Constants.SOCK_STREAM),
        new("tipc seqpacket", Constants.AF_TIPC, Constants.SOCK_SEQPACKET),
        new("tipc dgram", Constants.AF_TIPC, Constants.SOCK_DGRAM),
        new("tipc rdm", Constants.AF_TIPC, Constants.SOCK_RDM),
    ];

    public bool IsConnection => Type is Constants.SOCK_STREAM or Constants.SOCK_SEQPACKET && Family != Constants.AF_RDS;

    public bool IsStream => Type == Constants.SOCK_STREAM;

    public bool IsUnix => Family == Constants.AF_UNIX;

    /// <summary>The kernels of most distributions have it as a module that is not loaded: it is played in the virtual machine.</summary>
    public bool IsOfModule => Family is Constants.AF_CAN or Constants.AF_RDS or Constants.AF_TIPC;

    public bool IsCan => Family == Constants.AF_CAN;

    public bool IsTipc => Family == Constants.AF_TIPC;

    public bool IsPacket => Family == Constants.AF_PACKET;

    public bool IsInternet => Family is Constants.AF_INET or Constants.AF_INET6;

    public bool IsRaw => IsInternet && Type == Constants.SOCK_RAW;

    public bool HasPorts => IsInternet && !IsRaw;

    public bool IsTcp => IsInternet && IsStream;

    /// <summary>Null when the kernel has it, else the reason to leave it out.</summary>
    public string? Missing { get; } = Requirements.Socket(Name, Family, Type, Protocol);

    public Actor Peer => IsPair ? Actor.Helper : Actor.Peer;

    /// <summary>What a socket of a host is bound to: a port that the kernel chooses, or a name.</summary>
    public object[] Local(string host, string name = "") => Family switch
    {
        Constants.AF_INET or Constants.AF_RDS => ["inet", host, 0],
        Constants.AF_INET6 => ["inet6", host, 0, 0, 0],
        Constants.AF_UNIX => ["unix", $"\0twin-{(host == "{S}" ? "s" : "p")}{name}"],
        Constants.AF_CAN => ["can", CanInterface],
        Constants.AF_TIPC => ["tipc", ServiceRange, Service, InstanceOf(host, name), InstanceOf(host, name), ClusterScope],
        _ => ["packet", host == "{S}" ? "{if}" : "{peer if}", EtherType],
    };

    public override string ToString() => Name;

    private static int InstanceOf(string host, string name) => (host == "{S}" ? 1000 : 2000) + name.Sum(c => c);

    private static int NetworkOrder(int number) => ((number & 0xff) << 8) | (number >> 8);
}
