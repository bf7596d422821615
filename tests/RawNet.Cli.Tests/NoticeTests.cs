using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>NOTICE is what src/notice writes, and names what is shipped.</summary>
public class NoticeTests
{
    [Fact]
    public void ItIsWhatTheScriptWrites()
    {
        Assert.SkipWhen(Requirements.Programs("python3") is not null, Peer.Missing("python3"));
        Assert.Equal(File.ReadAllText(Rawnet.File("NOTICE")), Peer.Run("python3", [Rawnet.File("src", "notice"), "-"]).Succeeded().Text);
    }

    [Fact]
    public void EachPackageOfTheCommandHasItsVersionAndALicenceWhoseTextIsShipped()
    {
        string[] lines = File.ReadAllLines(Rawnet.File("NOTICE"));
        using var locks = JsonDocument.Parse(File.ReadAllText(Rawnet.File("src", "RawNet.Cli", "packages.lock.json")));
        JsonProperty[] packages = [.. locks.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .Where(package => package.Value.GetProperty("type").GetString() != "Project" && package.Name != "Microsoft.NET.ILLink.Tasks")];
        Assert.True(packages.Length > 10, "the command has packages");
        foreach (JsonProperty package in packages)
        {
            string[] words = Assert.Single(lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
                words => words.Length > 3 && words[0] == package.Name && words[1] == package.Value.GetProperty("resolved").GetString());
            Assert.True(File.Exists(Rawnet.File("src", "licenses", $"{words[2]}.txt")), $"{package.Name}: there is no text of {words[2]}");
        }
    }

    // MPL-2.0, section 3.2: who gets the compiled form is told how to get the source.
    [Fact]
    public void TheSourceOfPacketDotNetIsNamed() =>
        Assert.Contains(File.ReadLines(Rawnet.File("NOTICE")),
            line => line.StartsWith("The source of PacketDotNet", StringComparison.Ordinal)
                && line.Contains("/dotpcap/packetnet, commit ", StringComparison.Ordinal));
}
