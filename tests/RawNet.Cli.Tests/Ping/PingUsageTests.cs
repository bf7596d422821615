using RawNet.Lab;

namespace RawNet.Cli.Tests.Ping;

/// <summary>What can be asked for, and what is said when it cannot.</summary>
public class PingUsageTests
{
    [Theory]
    [InlineData("-c takes 1 or more requests; without it they go on until Ctrl-C", "-c", "0")]
    [InlineData("'x' is no value of -c: a whole number is wanted", "-c", "x")]
    [InlineData("'256' is no value of -t: 1 to 255, or 0x01 to 0xff", "-t", "256")]
    [InlineData("'0x100' is no value of -Q: 0 to 255, or 0x00 to 0xff", "--tos", "0x100")]
    [InlineData("'1,5' is no number of seconds for -i: 0 to 1000000000, as 1 or 0.2", "-i", "1,5")]
    [InlineData("'1e300' is no number of seconds for -W: 0 to 1000000000, as 1 or 0.2", "-W", "1e300")]
    [InlineData("'xyz' is no pattern: 1 to 32 hexadecimal digits", "-p", "xyz")]
    [InlineData("-s 65508 is too much: 0 to 65507 bytes fit into a packet to 127.0.0.1", "-s", "65508")]
    [InlineData("-s -1 is no length: 0 to 65507 bytes fit into a packet to 127.0.0.1", "-s", "-1")]
    [InlineData("'99999999999' is too much for -s", "-s", "99999999999")]
    [InlineData("'-99999999999' is too little for -s", "-s", "-99999999999")]
    [InlineData("'1.5' is no value of -s: a whole number is wanted", "-s", "1.5")]
    [InlineData("'' is no value of -s: a whole number is wanted", "-s", "")]
    [InlineData("'-1' is no number of seconds for -w: 0 to 1000000000, as 1 or 0.2", "-w", "-1")]
    [InlineData("-4 and -6 exclude each other", "-4", "-6")]
    [InlineData("'127.0.0.1' is no IPv6 address; leave -6 out", "-6")]
    [InlineData("-I ::1 and 127.0.0.1 are of different families", "-I", "::1")]
    public void AWrongValueIsOneSentence(string sentence, params string[] arguments)
    {
        PeerResult result = Rawnet.Run(["ping", "127.0.0.1", .. arguments]);
        Assert.Equal((2, "", $"rawnet: {sentence}\n"), (result.ExitCode, result.Text, result.Errors));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void AnEmptyHostIsNone(string host)
    {
        PeerResult result = Rawnet.Run("ping", host, "-c1");
        Assert.Equal((2, "", "rawnet: HOST is empty: an address or a name is wanted\n"), (result.ExitCode, result.Text, result.Errors));
    }

    [Theory]
    [InlineData("[::1]:80")]
    [InlineData("[::1]")]
    [InlineData("127.0.0.1:80")]
    [InlineData("localhost:80")]
    [InlineData("::1/64")]
    [InlineData("127.0.0.1%lo")]
    [InlineData(" 127.0.0.1")]
    [InlineData("http://localhost")]
    public void WhatIsNoHostForIputilsIsNoneHere(string host)
    {
        PeerResult result = Rawnet.Run("ping", host, "-c1");
        Assert.Equal((2, "", $"rawnet: '{host}' is no host: an address without brackets and port, or a name, is wanted\n"),
            (result.ExitCode, result.Text, result.Errors));
        if (Peer.Exists("ping")) Assert.Equal(2, Peer.Run("ping", ["-c1", host]).ExitCode);
    }

    [Theory]
    [InlineData("fe80::1%nosuch", "nosuch")]
    [InlineData("fe80::1%", "")]
    [InlineData("fe80::1%99999", "99999")]
    [InlineData("ff02::1%-1", "-1")]
    public void AScopeThatIsNoInterfaceIsSaidWithThoseThatAre(string host, string scope)
    {
        foreach (string[] arguments in (string[][])[[host, "-c1"], ["::1", "-c1", "-I", host]])
        {
            PeerResult result = Rawnet.Run(["ping", .. arguments]);
            Assert.Equal((2, ""), (result.ExitCode, result.Text));
            Assert.StartsWith($"rawnet: there is no interface '{scope}' for {host}; there are lo", result.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ANameThatNobodyHasIsOneSentence()
    {
        PeerResult result = Rawnet.Run("ping", "nobody.invalid", "-c1");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("rawnet: there is no host 'nobody.invalid': ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderIsNoFileToWriteTo()
    {
        PingLab.Able();
        PeerResult result = Rawnet.Run("ping", "127.0.0.1", "-c1", "--write", Path.GetTempPath());
        Assert.Equal((2, ""), (result.ExitCode, result.Text));
    }

    [Fact]
    public void AShortPayloadIsSaidToIdentifyLess()
    {
        PingLab.Able();
        Assert.Contains("cookie: 4 of 8 bytes fit into the payload",
            Rawnet.Run("ping", "127.0.0.1", "-c1", "-s4").Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void QuietShowsNoReplies()
    {
        PingLab.Able();
        Assert.DoesNotContain("bytes from", Rawnet.Run("ping", "-q", "-c1", "127.0.0.1").Succeeded().Text, StringComparison.Ordinal);
        Assert.Equal(2, Rawnet.Run("ping", "-q", "--json", "-c1", "127.0.0.1").Succeeded().Lines.Count);
    }

    [Fact]
    public void TheLargestPayloadComesBack()
    {
        PingLab.Able();
        Assert.Contains("65515 bytes from 127.0.0.1: icmp_seq=1",
            Rawnet.Run("ping", "-c1", "-s", "65507", "127.0.0.1").Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void VerboseLogsWhatTheKernelWasAskedOnStandardError()
    {
        PingLab.Able();
        PeerResult result = Rawnet.Run("ping", "-v", "-c1", "127.0.0.1").Succeeded();
        Assert.Contains("socket(AF_INET, SOCK_RAW, 1)", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("SOCK_RAW", result.Text, StringComparison.Ordinal);
    }
}
