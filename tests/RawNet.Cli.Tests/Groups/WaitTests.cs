using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;
using RawNet.Sockets;

namespace RawNet.Cli.Tests.Groups;

/// <summary><c>igmp send --wait</c>: what the kernel at the other end says then. No older query is sent on this link,
/// so it answers in version 3 and in time.</summary>
public class WaitTests(SendLab lab) : IClassFixture<SendLab>
{
    // One test in this order: whoever has left a group still says so a second later.
    [Fact]
    public void AQueryThatWaitsShowsTheReportsAndWithoutThemIsStatusOne()
    {
        PeerResult lonely = lab.A.RawnetLine("igmp send query -I va -r 0.2 --wait 0.5 239.9.9.7");
        Assert.Equal(1, lonely.ExitCode);
        Assert.EndsWith("; no answer", lonely.Lines[^1], StringComparison.Ordinal);
        lab.B.Run(() =>
        {
            using MembershipSocket member = MembershipSocket.Open(AddressFamily.InterNetwork);
            member.Join(Link.ByName("vb"), IPAddress.Parse("239.9.9.7"));
            PeerResult result = lab.A.RawnetLine("igmp send query -I va -r 1 --wait 2").Succeeded();
            Assert.Contains(result.Lines,
                line => line.Contains($" ms  says         ip {lab.B.Address} > 224.0.0.22 / igmp.v3-report record=is_ex,239.9.9.7",
                    StringComparison.Ordinal));
            string json = lab.A.RawnetLine("igmp send query -I va -r 1 --wait 2 239.9.9.7 --json")
                .Succeeded().Lines.First(line => line.Contains("\"answer\"", StringComparison.Ordinal));
            JsonElement answer = JsonDocument.Parse(json).RootElement;
            Assert.Equal(("membership", lab.B.Address.ToString()),
                (answer.GetProperty("relation").GetString(), answer.GetProperty("from").GetString()));
        });
    }
}
