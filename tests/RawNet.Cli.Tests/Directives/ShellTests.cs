using RawNet.Lab;

namespace RawNet.Cli.Tests.Directives;

/// <summary>The completion scripts in the shells that they are for, interactive and in a terminal (tests/tab).</summary>
public sealed class ShellTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawnet-test-");

    public static TheoryData<string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (string shell in (string[])["bash", "zsh", "fish"])
        {
            rows.Add(shell, "rawnet ca", "", "rawnet|capture");
            rows.Add(shell, "rawnet igmp mon", "", "rawnet|igmp|monitor");
            rows.Add(shell, "rawnet ping --hdrin", "", "rawnet|ping|--hdrincl");
            rows.Add(shell, "rawnet capture -I l", "", "rawnet|capture|-I|lo");
            // No blank behind an =, and what stands before it stays.
            rows.Add(shell, "rawnet craft ip tt", "7", "rawnet|craft|ip|ttl=7");
            rows.Add(shell, "rawnet craft ip / icmp.unreachable code=port", "", "rawnet|craft|ip|/|icmp.unreachable|code=port-unreachable");
            rows.Add(shell, "rawnet read onlyth", "", "rawnet|read|onlythisfile.pcap");
            rows.Add(shell, "rawnet craft ip --write onlyth", "", "rawnet|craft|ip|--write|onlythisfile.pcap");
        }
        rows.Add("bash", "rawnet read --filter 'icmp.echo id", "", "rawnet|read|--filter|icmp.echo ident=");
        rows.Add("zsh", "rawnet read --filter 'icmp.echo id", "7'", "rawnet|read|--filter|icmp.echo ident=7");
        rows.Add("fish", "rawnet read --filter 'icmp.echo id", "7'", "rawnet|read|--filter|icmp.echo ident=7");
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void TheTabulatorCompletes(string shell, string line, string rest, string words)
    {
        Assert.SkipWhen(Requirements.Programs(shell, "python3") is not null, Peer.Missing(shell));
        foreach ((string name, string file) in (ReadOnlySpan<(string, string)>)[("bash", "rawnet.bash"),
            ("zsh", "_rawnet"), ("fish", "rawnet.fish")])
            File.WriteAllText(Path.Combine(_folder.FullName, file), Rawnet.Run($"[completion:{name}]").Succeeded().Text);
        File.WriteAllText(Path.Combine(_folder.FullName, "onlythisfile.pcap"), "");
        PeerResult result = Peer.Run("sh", ["-c", """cd "$1" && HOME=$1 PATH=$2:$PATH "$3" "$4" "$1" "$5" "$6" """, "sh",
            _folder.FullName, Path.GetDirectoryName(Rawnet.Path)!, Rawnet.File("tests", "tab"), shell, line, rest]).Succeeded();
        Assert.Equal(words.Split('|'), result.Lines);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
