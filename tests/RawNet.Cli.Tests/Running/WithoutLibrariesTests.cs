using System.Text.Json;
using System.Text.RegularExpressions;
using RawNet.Cli.Tests.Ping;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>A system that has nothing but the libraries that <c>doctor</c> lists: no OpenSSL, no libpcap, no C++, no /proc, no /etc.
/// Each verb works there or is one sentence.</summary>
public sealed partial class WithoutLibrariesTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("rawnet-test-");

    public static TheoryData<string, int> Lines { get; } = new()
    {
        { "ping -c 1 127.0.0.1", 0 },
        { "ping -c 1 ::1", 0 },
        { "igmp host -I lo --groups 239.1.1.1 -w 0.1", 0 },
        { "mld host -I lo --groups ff05::1234 -w 0.1", 0 },
        { "igmp querier -I lo -w 0.1", 0 },
        { "igmp monitor -I lo -w 0.1", 0 },
        { "igmp join -I lo -w 0.1 239.1.1.1", 0 },
        { "igmp send query -I lo", 0 },
        { "sockets --test", 0 },
        { "options --type raw", 0 },
        { "echo call --type dgram -W 0.2 127.0.0.1:9 hello", 1 },
        { "echo call --type raw --protocol icmp 127.0.0.1 hello", 0 },
        { "craft ip ttl=rand / icmp.echo", 0 },
        { "send ip dst=127.0.0.1 ttl=rand / icmp.echo", 0 },
        { "capture -I lo -w 0.1", 0 },
        { "capture -I lo -w 0.1 --backend pcap", 3 },
        { "read --json --hash arp.pcap", 0 },
        { "read --bpf arp arp.pcap", 3 },
        { "verify arp.pcap", 0 },
        { "verify --against packetdotnet arp.pcap", 0 },
        { "verify --against tshark arp.pcap", 3 },
        { "formats icmp.echo", 0 },
        { "doctor", 0 },
        { "--help", 0 },
        { "[completion:bash]", 0 },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void EachVerbWorksOrIsOneSentence(string line, int status)
    {
        Furnish();
        PeerResult run = Peer.Run("unshare",
            ["-n", "sh", "-c", "ip link set lo up && exec chroot \"$0\" /rawnet \"$@\"", _root.FullName, .. line.Split(' ')]);

        Assert.True(run.ExitCode == status, $"{run.ExitCode}: {run.Errors}");
        if (status > 0) Assert.StartsWith("rawnet: ", Assert.Single(run.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void TheLibrariesThatDoctorListsAreThoseOfTheFile()
    {
        string[] asked =
        [
            .. NeededLine().Matches(Peer.Run("readelf", ["-d", Native()]).Succeeded().Text).Select(m => m.Groups["name"].Value)
        ];
        string versions = Peer.Run("readelf", ["-V", Native()]).Succeeded().Text;

        Assert.NotEmpty(asked);
        Assert.Equal(asked, Listed().Select(library => library.Name));
        // In readelf's words: "File: libc.so.6  Cnt: 9", then a line "Name: GLIBC_2.34" for each.
        Assert.All(Listed(), library => Assert.Equal(
            versions.Split("File: ").Single(part => part.StartsWith($"{library.Name} ", StringComparison.Ordinal)
                || part.StartsWith($"{library.Name}\t", StringComparison.Ordinal))
                .Split("Name: GLIBC_").Skip(1).Select(part => Version.Parse(part.Split(' ')[0])).Max(),
            library.Version));
    }

    public void Dispose() => _root.Delete(recursive: true);

    // The loader is named by the file itself; the rest is what doctor says.
    private void Furnish()
    {
        string loader = LoaderLine().Match(Peer.Run("readelf", ["-l", Native()]).Succeeded().Text).Groups["path"].Value;
        Lend(loader, loader);
        string found = Peer.Run("ldd", [Native()]).Succeeded().Text;
        foreach ((string name, _) in Listed().Where(library => library.Name != Path.GetFileName(loader))) Lend(
            Regex.Match(found, $@"{Regex.Escape(name)} => (?<path>\S+)").Groups["path"].Value, $"lib/{name}");
        Lend(Native(), "rawnet");
        Lend(Rawnet.File("captures", "arp.pcap"), "arp.pcap");
    }

    private void Lend(string file, string name)
    {
        string path = Path.Combine(_root.FullName, name.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(file, path);
    }

    private static (string Name, Version Version)[] Listed()
    {
        JsonElement check = Rawnet.Run("doctor", "--json").Succeeded().Events("check").Single(c => c.Text("name") == "libraries");
        return [.. ListedLibrary().Matches(check.Text("text")!)
            .Select(m => (m.Groups["name"].Value, Version.Parse(m.Groups["version"].Value)))];
    }

    private static string Native()
    {
        Assert.SkipWhen(Rawnet.Native is null, "RAWNET_COMMAND names no native file");
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("unshare", "chroot", "readelf", "ldd"));
        Assert.SkipWhen(reason is not null, reason ?? "");
        return Rawnet.Native!;
    }

    [GeneratedRegex(@"\(NEEDED\) +Shared library: \[(?<name>[^\]]+)\]")]
    private static partial Regex NeededLine();

    [GeneratedRegex(@"interpreter: (?<path>[^\]]+)\]")]
    private static partial Regex LoaderLine();

    [GeneratedRegex(@"(?<name>[\w+-]+\.so[\w.]*) from (?<version>[\d.]+) on")]
    private static partial Regex ListedLibrary();
}
