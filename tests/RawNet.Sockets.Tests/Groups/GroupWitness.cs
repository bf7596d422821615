using RawNet.Lab;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>tshark on captures of IGMP and MLD.</summary>
internal static class GroupWitness
{
    /// <summary>There are frames, no frame is malformed, no checksum is wrong, no expert complains.</summary>
    public static void FindsNoFault(Capture capture)
    {
        Assert.NotEmpty(capture.Frames);
        Assert.Equal("", Faults(capture));
    }

    /// <summary>tshark's line for each frame that has a fault.</summary>
    public static string Faults(Capture capture)
    {
        Assert.SkipWhen(Requirements.Programs("tshark") is not null, "tshark is not installed on this machine");
        string[] arguments = ["-n", "-r", "-", "-o", "ip.check_checksum:TRUE", "-Y", "_ws.malformed || igmp.checksum.status == 0 || "
            + "icmpv6.checksum.status == 0 || ip.checksum.status == 0 || _ws.expert.severity >= 0x600000"];
        return Peer.Run("tshark", arguments, capture.Pcap()).Succeeded().Text;
    }
}
