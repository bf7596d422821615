using System.Globalization;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Families and types by C's names, for messages.</summary>
internal static class Names
{
    public static string Family(int family) => family switch
    {
        Constants.AF_INET => "AF_INET",
        Constants.AF_INET6 => "AF_INET6",
        Constants.AF_NETLINK => "AF_NETLINK",
        Constants.AF_PACKET => "AF_PACKET",
        Constants.AF_UNIX => "AF_UNIX",
        Constants.AF_RDS => "AF_RDS",
        Constants.AF_CAN => "AF_CAN",
        Constants.AF_TIPC => "AF_TIPC",
        Constants.AF_VSOCK => "AF_VSOCK",
        _ => family.ToString(CultureInfo.InvariantCulture),
    };

    public static string Type(int type) => type switch
    {
        Constants.SOCK_STREAM => "SOCK_STREAM",
        Constants.SOCK_RAW => "SOCK_RAW",
        Constants.SOCK_RDM => "SOCK_RDM",
        Constants.SOCK_SEQPACKET => "SOCK_SEQPACKET",
        Constants.SOCK_DGRAM => "SOCK_DGRAM",
        _ => type.ToString(CultureInfo.InvariantCulture),
    };
}
