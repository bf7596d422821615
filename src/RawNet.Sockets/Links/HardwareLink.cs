using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>How the frames of an interface begin in a capture file, by the kind of its hardware: libpcap's choice
/// (map_arphrd_to_dlt), in the numbers of files.</summary>
internal static class HardwareLink
{
    // Link types that nothing here reads, numbers from pcap-linktype(7).
    private const LinkType ExperimentalEthernet = (LinkType)2;
    private const LinkType ProNet = (LinkType)4;
    private const LinkType Chaos = (LinkType)5;
    private const LinkType TokenRing = (LinkType)6;
    private const LinkType Fddi = (LinkType)10;
    private const LinkType Ieee80211 = (LinkType)105;
    private const LinkType FrameRelay = (LinkType)107;
    private const LinkType LocalTalk = (LinkType)114;
    private const LinkType Prism = (LinkType)119;
    private const LinkType Radiotap = (LinkType)127;
    private const LinkType ArcnetLinux = (LinkType)129;
    private const LinkType Ax25Kiss = (LinkType)202;
    private const LinkType FibreChannel = (LinkType)224;
    private const LinkType SocketCan = (LinkType)227;
    private const LinkType Ieee802154WithoutSum = (LinkType)230;
    private const LinkType Netlink = (LinkType)253;
    private const LinkType Vsock = (LinkType)271;

    /// <summary>The link type of what a packet socket gives. What libpcap has no type for, and point-to-point links,
    /// whose drivers begin frames as they like, are cooked.</summary>
    /// <param name="hardwareType">ARPHRD number.</param>
    public static LinkType TypeOf(ushort hardwareType) => hardwareType switch
    {
        Constants.ARPHRD_ETHER or Constants.ARPHRD_LOOPBACK or Constants.ARPHRD_METRICOM => LinkType.Ethernet,
        Constants.ARPHRD_NONE or Constants.ARPHRD_TUNNEL or Constants.ARPHRD_SIT => LinkType.Raw,
        Constants.ARPHRD_SLIP or Constants.ARPHRD_CSLIP or Constants.ARPHRD_SLIP6 or Constants.ARPHRD_CSLIP6 or Constants.ARPHRD_ADAPT =>
            LinkType.Raw,
        Constants.ARPHRD_RAWHDLC or Constants.ARPHRD_DLCI => LinkType.Raw,
        Constants.ARPHRD_CISCO => LinkType.CHdlc,
        Constants.ARPHRD_IEEE80211 => Ieee80211,
        Constants.ARPHRD_IEEE80211_PRISM => Prism,
        Constants.ARPHRD_IEEE80211_RADIOTAP => Radiotap,
        Constants.ARPHRD_IEEE802154 => Ieee802154WithoutSum,
        Constants.ARPHRD_CAN => SocketCan,
        Constants.ARPHRD_VSOCKMON => Vsock,
        Constants.ARPHRD_NETLINK => Netlink,
        _ => Older(hardwareType),
    };

    /// <summary>Whether the frame's own header gives way to one that says what the kernel knows of it (LINKTYPE_LINUX_SLL;
    /// of netlink the same layout).</summary>
    public static bool IsCooked(ushort hardwareType) => TypeOf(hardwareType) is LinkType.LinuxSll or Netlink;

    private static LinkType Older(ushort hardwareType) => hardwareType switch
    {
        Constants.ARPHRD_EETHER => ExperimentalEthernet,
        Constants.ARPHRD_AX25 => Ax25Kiss,
        Constants.ARPHRD_PRONET => ProNet,
        Constants.ARPHRD_CHAOS => Chaos,
        Constants.ARPHRD_IEEE802 or Constants.ARPHRD_IEEE802_TR => TokenRing,
        Constants.ARPHRD_ARCNET => ArcnetLinux,
        Constants.ARPHRD_FDDI => Fddi,
        Constants.ARPHRD_FRAD => FrameRelay,
        Constants.ARPHRD_LOCALTLK => LocalTalk,
        Constants.ARPHRD_FCPP or Constants.ARPHRD_FCAL or Constants.ARPHRD_FCPL or Constants.ARPHRD_FCFABRIC => FibreChannel,
        _ => LinkType.LinuxSll,
    };
}
