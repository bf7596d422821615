using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Resolving;

/// <summary>Names by the system's resolver; getent(1) is the judge, and a question that nobody answers.</summary>
public sealed class HostNameTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void TheAddressesAreGetents(string name) =>
        Assert.Equal(Judged(name), HostName.Resolve(name).Select(address => address.ToString()));

    [Theory]
    [InlineData("localhost")]
    [InlineData("::1")]
    public async Task SoAreThoseThatAreAwaited(string name)
    {
        IReadOnlyList<IPAddress> found =
            await HostName.ResolveAsync(name, AddressFamily.Unspecified, TestContext.Current.CancellationToken);
        Assert.Equal(Judged(name), found.Select(address => address.ToString()));
    }

    [Theory]
    [InlineData("fe80::1%lo")]
    [InlineData("fe80::1%1")]
    public void AScopeIsANameOrAnIndex(string text) => Assert.Equal(1, HostName.Resolve(text)[0].ScopeId);

    [Theory]
    [InlineData("127.0.0.1", AddressFamily.InterNetworkV6, "EAI_ADDRFAMILY", "Address family for hostname not supported")]
    [InlineData("", AddressFamily.Unspecified, "EAI_NONAME", "Name or service not known")]
    [InlineData("[::1]", AddressFamily.Unspecified, "EAI_NONAME", "Name or service not known")]
    [InlineData("localhost", AddressFamily.Unix, "EAI_FAMILY", "ai_family not supported")]
    public void AFailureGivesTheResolversReason(string name, AddressFamily family, string error, string reason)
    {
        HostNameException failure = Assert.Throws<HostNameException>(() => HostName.Resolve(name, family));
        Assert.IsAssignableFrom<SystemCallException>(failure);
        Assert.Equal((error, reason, name), (failure.ErrorName, failure.Reason, failure.Subject));
        Assert.Contains($"{error} ({reason})", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoopbackHasTheNameThatGetentKnows()
    {
        Assert.SkipUnless(Peer.Exists("getent"), Peer.Missing("getent"));
        string[] words = Peer.Run("getent", ["hosts", "127.0.0.1"]).Succeeded().Lines[0]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(words[1], HostName.Of(IPAddress.Loopback, Patience.Seconds(5), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void WhoStopsWaitingGoesAtOnceAndTheAnswerStillComes()
    {
        using ManualResetEventSlim end = new();
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50));
        Lookup<int> silent = Silent(end);
        long start = Stopwatch.GetTimestamp();
        Assert.ThrowsAny<OperationCanceledException>(() => silent.Wait(Timeout.InfiniteTimeSpan, stop.Token));
        Assert.Null(silent.Wait(TimeSpan.FromMilliseconds(50.5), CancellationToken.None));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(45), Patience.Seconds(2));
        end.Set();
        Assert.Equal(1, silent.Wait(Timeout.InfiniteTimeSpan, CancellationToken.None)!.Value.Found);
    }

    [Fact]
    public async Task SoDoesWhoAwaits()
    {
        using ManualResetEventSlim end = new();
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50));
        Lookup<int> silent = Silent(end);
        long start = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await silent.WaitAsync(Timeout.InfiniteTimeSpan, stop.Token));
        Assert.Null(await silent.WaitAsync(TimeSpan.FromMilliseconds(50.5), TestContext.Current.CancellationToken));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(45), Patience.Seconds(2));
        end.Set();
        Assert.Equal(1, (await silent.WaitAsync(Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken))!.Value.Found);
    }

    [Fact]
    public void ACallThatWasCalledOffAsksNobody() =>
        Assert.Throws<OperationCanceledException>(() =>
            HostName.Resolve("localhost", AddressFamily.Unspecified, Timeout.InfiniteTimeSpan, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("7", true, null, 7)]
    [InlineData(":7", true, "*", 7)]
    [InlineData("*:7", true, "*", 7)]
    [InlineData("localhost:7", true, "localhost", 7)]
    [InlineData("[::1]:7", true, "::1", 7)]
    [InlineData("[fe80::1%lo]:7", true, "fe80::1%lo", 7)]
    [InlineData("fe80::1%2", false, "fe80::1%2", 0)]
    [InlineData("*", false, "*", 0)]
    public void AHostAndAPortAreReadAsTyped(string text, bool hasPort, string? host, int port)
    {
        Assert.True(HostPort.TryParse(text, hasPort, out HostPort? parsed));
        Assert.Equal((host, port), (parsed.Host, parsed.Port));
    }

    [Theory]
    [InlineData("::1:7", true)]
    [InlineData("localhost", true)]
    [InlineData("localhost:65536", true)]
    [InlineData("a b:7", true)]
    [InlineData("", true)]
    [InlineData("7", false)]
    [InlineData("localhost:7", false)]
    public void WhatIsNoneIsRefused(string text, bool hasPort) => Assert.False(HostPort.TryParse(text, hasPort, out _));

    [Fact]
    public void TheDocumentsWordsMeanTheirNumbers()
    {
        Assert.All(SocketFamily.All, family => Assert.Same(family, SocketWords.Family(family.Symbol)));
        Assert.Equal(SocketType.Seqpacket, SocketWords.Type("SOCK_SEQPACKET"));
        Assert.Equal((2, 2, 1), (SocketWords.Protocol(SocketFamily.Can, SocketType.Dgram, "CAN_BCM"),
            SocketWords.Protocol(SocketFamily.Can, SocketType.Dgram, "bcm"),
            SocketWords.Protocol(SocketFamily.Can, SocketType.Raw, "CAN_RAW")));
        Assert.True(SocketCatalogue.Find(SocketFamily.Inet, SocketType.Stream, 0) is { IsKernelsChoice: true, OpeningProtocol: 0 });
    }

    private static Lookup<int> Silent(ManualResetEventSlim end) => new(() =>
    {
        end.Wait();
        return new(0, 1);
    });

    private static string[] Judged(string name)
    {
        Assert.SkipUnless(Peer.Exists("getent"), Peer.Missing("getent"));
        return [.. Peer.Run("getent", ["ahosts", name]).Succeeded().Lines
            .Where(line => line.Contains("STREAM", StringComparison.Ordinal)).Select(line => line.Split(' ')[0])];
    }
}
