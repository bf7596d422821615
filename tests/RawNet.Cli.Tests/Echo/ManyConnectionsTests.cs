using System.Globalization;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Echo;

/// <summary>Ten thousand connections at once, from another process.</summary>
public sealed class ManyConnectionsTests : EchoScene
{
    private const int Count = 10_000;
    private const string Sign = "listening on ";

    // Of a managed command: without the runtime's threads for debuggers and its compiler's.
    private static readonly string[] _plain = ["DOTNET_EnableDiagnostics=0", "DOTNET_TieredCompilation=0"];

    [Theory]
    [InlineData("inet", "127.0.0.1:0")]
    [InlineData("unix", "@many", "--family", "unix")]
    [InlineData("records", "@many", "--family", "unix", "--type", "seqpacket")]
    public void EachGetsItsAnswerWhileAllAreOpenAndTheThreadsStayFew(string kind, string address, params string[] options)
    {
        using RunningPeer server = Host.Start("env", [.. _plain, Rawnet.Path, "echo", "serve", address, .. options]);
        server.WaitFor(Sign);
        string listening = server.Errors.Trim().Split(Sign)[1];
        string[] arguments = [Script("many.py"), kind, listening, Text(server.Id), Text(Count)];
        PeerResult clients = Peer.Run("ip", ["netns", "exec", Host.Name, "python3", .. arguments], [], Patience.Seconds(120));
        string[] told = clients.Succeeded().Text.Split();
        Assert.Equal(Text(Count), told[0]);
        Assert.InRange(int.Parse(told[1], CultureInfo.InvariantCulture), 1, Environment.ProcessorCount + 4);
        Assert.Equal(0, server.Interrupt());
        Assert.Contains($"{Text(Count)} clients", server.Errors, StringComparison.Ordinal);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
