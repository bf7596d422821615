using System.Text;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Send;

/// <summary>What <c>send</c> tells, and when.</summary>
public class TellingTests(SendLab lab) : IClassFixture<SendLab>
{
    [Theory]
    [InlineData("send --json --rate 0.1 --count 2 ip dst=DST / icmp.echo")]
    [InlineData("igmp send query --json --rate 0.1 --count 2 -I va")]
    public void AnEventComesWhenItHappens(string line)
    {
        string[] words = line.Replace("DST", lab.B.Address.ToString(), StringComparison.Ordinal).Split(' ');
        using RunningPeer run = lab.A.Start(Rawnet.Path, words);
        run.Wait(() => Encoding.UTF8.GetString(run.Output()).Contains("{\"event\":\"sent\"", StringComparison.Ordinal), "its first packet");
        Assert.DoesNotContain("summary", Encoding.UTF8.GetString(run.Output()), StringComparison.Ordinal);
        Assert.Equal(0, run.Interrupt());
    }

    [Theory]
    [InlineData("ip dst=DST / icmp.echo", "icmp.ident")]
    [InlineData("ipv6 dst=DST6 / icmpv6.echo", "icmpv6.echo.identifier")]
    public void AnEchoWithoutAnIdentifierGetsOneByChance(string expression, string field)
    {
        string line = $"send --json --wait 1 {expression}".Replace("DST6", lab.B.Address6.ToString(), StringComparison.Ordinal)
            .Replace("DST", lab.B.Address.ToString(), StringComparison.Ordinal);
        int[] asked = [.. Enumerable.Range(0, 3).Select(_ => Identifier(lab.A.RawnetLine(line).Succeeded(), field))];
        Assert.DoesNotContain(0, asked);
        Assert.True(asked.Distinct().Count() > 1, string.Join(' ', asked));
    }

    [Fact]
    public void AGivenIdentifierStays() =>
        Assert.Equal(0, Identifier(lab.A.RawnetLine($"send --json --wait 1 ip dst={lab.B.Address} / icmp.echo ident=0").Succeeded(),
            "icmp.ident"));

    // That of the answer, in which the far kernel repeats it.
    private static int Identifier(PeerResult sent, string field) => Assert.Single(sent.Events("answer")).GetProperty("layers")
        .EnumerateArray().Select(layer => layer.TryGetProperty(field, out JsonElement value) ? value.GetInt32() : -1).Max();
}
