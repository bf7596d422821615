using System.Text.Json;
using RawNet.Protocols;

namespace RawNet.Cli.Tests;

public class FormatsTests
{
    [Fact]
    public void EveryKindIsListedWithItsSource()
    {
        IReadOnlyList<string> lines = Rawnet.Run("formats").Succeeded().Lines;
        Assert.Equal(Registry.Kinds.Kinds.Select(k => k.Name), lines.Skip(1).Select(l => l.Split(' ')[0]));
        Assert.Contains(lines,
            l => l.StartsWith("icmp.echo ", StringComparison.Ordinal) && l.EndsWith("RFC 792, page 14", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryKindCanBeShown() => Assert.All(Registry.Kinds.Kinds,
        kind => Assert.Contains($"{kind.Table.Source}", Rawnet.Run("formats", kind.Name).Succeeded().Text, StringComparison.Ordinal));

    [Fact]
    public void OneKindShowsDefaultsWhatComputesAFieldAndTheWordsOfItsOptions()
    {
        string text = Rawnet.Run("formats", "ip").Succeeded().Text;
        Assert.Matches(@"(?m)^ttl +ip\.ttl +8 +64 ", text);
        Assert.Matches(@"(?m)^len +ip\.len +16 +computed: ", text);
        Assert.Matches(@"(?m)^ts,", text);
        Assert.Matches(@"(?m)^3 +port-unreachable$", Rawnet.Run("formats", "icmp.unreachable").Succeeded().Text);
    }

    [Fact]
    public void JsonSaysTheSame()
    {
        using var ip = JsonDocument.Parse(Rawnet.Run("formats", "ip", "--json").Succeeded().Lines[1]);
        JsonElement ttl = ip.RootElement.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "ip.ttl");
        Assert.Equal(("ttl", 8, "64"),
            (ttl.GetProperty("short").GetString(), ttl.GetProperty("bits").GetInt32(), ttl.GetProperty("default").GetString()));
    }
}
