using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A family of sockets: its names, its number and how its addresses are written.</summary>
/// <param name="Name">As on the command line: <c>inet</c>.</param>
/// <param name="Number">The first argument of socket(2).</param>
/// <param name="Address">How an address of it is written and read.</param>
/// <param name="Module">The kernel module that brings the family where it is not built in; null when it always is.</param>
/// <param name="Note">What a user of it should know first.</param>
public sealed record SocketFamily(string Name, int Number, AddressForm Address, string? Module, string Note)
{
    /// <summary>IPv4.</summary>
    public static readonly SocketFamily Inet = new("inet", Constants.AF_INET, new InternetForm(Constants.AF_INET), null, "IPv4");

    /// <summary>IPv6.</summary>
    public static readonly SocketFamily Inet6 = new("inet6", Constants.AF_INET6, new InternetForm(Constants.AF_INET6), "ipv6", "IPv6");

    /// <summary>Inside one host, by path or abstract name (unix(7)).</summary>
    public static readonly SocketFamily Unix = new("unix", Constants.AF_UNIX,
        new UnixForm(), null, "inside one host; SOCK_RAW is SOCK_DGRAM by another name");

    /// <summary>Frames of a network interface (packet(7)).</summary>
    public static readonly SocketFamily Packet = new("packet", Constants.AF_PACKET, new LinkForm(), null,
        "frames of an interface: RAW with the link header, DGRAM without; the protocol is the EtherType; "
        + "short frames come padded from real cards");

    /// <summary>The controller area network (SocketCAN).</summary>
    public static readonly SocketFamily Can = new("can", Constants.AF_CAN, new CanForm(), "can",
        "frames of up to 8 bytes; the answer to identifier N comes on N + 1, because no two nodes of a bus may send the same one");

    /// <summary>Reliable datagrams over TCP or loopback.</summary>
    public static readonly SocketFamily Rds = new("rds", Constants.AF_RDS, new InternetForm(Constants.AF_INET), "rds",
        "reliable datagrams between bound addresses; rds_tcp carries them between hosts");

    /// <summary>The cluster protocol, the only family with SOCK_RDM.</summary>
    public static readonly SocketFamily Tipc = new("tipc", Constants.AF_TIPC,
        new TipcForm(), "tipc", "services of a cluster by type and instance");

    /// <summary>Between a machine and its hypervisor (vsock(7)).</summary>
    public static readonly SocketFamily Vsock = new("vsock", Constants.AF_VSOCK, new VsockForm(), "vsock",
        "between a machine and its hypervisor; vsock_loopback joins a machine to itself");

    /// <summary>Every family here.</summary>
    public static IReadOnlyList<SocketFamily> All { get; } = [Inet, Inet6, Unix, Packet, Can, Rds, Tipc, Vsock];

    /// <summary>As C names it: <c>AF_INET</c>.</summary>
    public string Symbol => Names.Family(Number);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
