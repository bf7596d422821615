using System.Text;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Groups;

/// <summary><c>igmp host</c> and <c>igmp querier</c> as a person runs them.</summary>
public class RunTests(SendLab lab) : IClassFixture<SendLab>
{
    // RFC 9776, 9.2: va is 198.18.x.1/24, and a report of 198.19.0.7 is not from there.
    [Fact]
    public void Q6_TheQuerierIgnoresReportsFromOutsideItsSubnet()
    {
        using RunningPeer querier = lab.A.Start(Rawnet.Path, "igmp", "querier", "-I", "va", "--json");
        querier.Wait(() => Said(querier).Contains("\"sent\"", StringComparison.Ordinal), "a query");
        lab.B.RawnetLine("igmp send report 239.77.0.1 -I vb --set ip.src=198.19.0.7").Succeeded();
        lab.B.RawnetLine("igmp send report 239.77.0.2 -I vb").Succeeded();
        querier.Wait(() => Said(querier).Contains("239.77.0.2", StringComparison.Ordinal), "the report of its own subnet");
        Assert.Equal(0, querier.Interrupt());
        Assert.DoesNotContain("239.77.0.1", Said(querier), StringComparison.Ordinal);
    }

    [Fact]
    public void AnAddressOutsideTheInterfacesSubnetsSaysNothingAboutWhoMaySpeak()
    {
        using RunningPeer querier = lab.A.Start(Rawnet.Path, "igmp", "querier", "-I", "va", "--json", "--address", "198.19.0.1");
        querier.Wait(() => Said(querier).Contains("\"sent\"", StringComparison.Ordinal), "a query");
        lab.B.RawnetLine("igmp send report 239.77.0.3 -I vb").Succeeded();
        querier.Wait(() => Said(querier).Contains("239.77.0.3", StringComparison.Ordinal), "the report");
        Assert.Equal(0, querier.Interrupt());
    }

    [Theory]
    [InlineData("igmp host -I va --groups 239.77.0.4 -w 0.1", "sendto va, 54 bytes")]
    [InlineData("mld querier -I va -w 0.1", "sendto va, 90 bytes")]
    public void VerboseTellsWhatTheKernelIsAsked(string arguments, string sent)
    {
        PeerResult result = lab.A.RawnetLine($"{arguments} -v").Succeeded();
        Assert.Contains("socket(AF_PACKET, SOCK_RAW, ETH_P_ALL) on va", result.Errors, StringComparison.Ordinal);
        Assert.Contains("setsockopt(PACKET_ADD_MEMBERSHIP) PACKET_MR_ALLMULTI", result.Errors, StringComparison.Ordinal);
        Assert.Contains(sent, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("sendto", lab.A.RawnetLine(arguments).Succeeded().Errors, StringComparison.Ordinal);
    }

    private static string Said(RunningPeer peer) => Encoding.UTF8.GetString(peer.Output());
}
