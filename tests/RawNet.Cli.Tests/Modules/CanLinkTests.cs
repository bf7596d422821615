using RawNet.Lab;

namespace RawNet.Cli.Tests.Modules;

/// <summary>A CAN echo server whose interface goes down or away: Python's socket module, at the other end, is answered again.</summary>
[Trait("kernel", "modules")]
public sealed class CanLinkTests : IDisposable
{
    private const string Text = "Hello 8!", Address = "vcan1:0x123";
    private static readonly string _python = Rawnet.File("tests", "RawNet.Cli.Tests", "Modules", "peer.py");
    private readonly Host _host = OneHost.Create();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void TwoFlapsWithoutAMessageEndNothing() => Survives(() =>
    {
        for (int flap = 0; flap < 2; flap++)
        {
            Link("set vcan1 down");
            Thread.Sleep(500);
            Link("set vcan1 up");
            Thread.Sleep(500);
        }
    });

    [Fact]
    public void AnInterfaceThatWasMadeAnewIsHeardAgain() => Survives(() =>
    {
        Link("delete vcan1");
        Thread.Sleep(500);
        Bring();
    });

    private void Survives(Action change)
    {
        Assert.SkipUnless(_host.Exec("ip", "link", "add", "vcan1", "type", "vcan").ExitCode == 0, "this kernel has no vcan");
        Link("set vcan1 up");
        using RunningPeer server = _host.Start(Rawnet.Path, ["echo", "serve", "--family", "can", "--type", "raw", Address]);
        server.WaitFor("listening on ");
        Assert.Equal(Text + "\n", Call().Text);
        change();
        DateTime limit = DateTime.UtcNow + Patience.Seconds(10);
        PeerResult answer = Call();
        for (; answer.Text.Length == 0 && DateTime.UtcNow < limit; answer = Call()) Thread.Sleep(100);
        Assert.Equal(Text + "\n", answer.Text);
        Assert.Equal(0, server.Interrupt());
    }

    private PeerResult Call() => _host.Exec("timeout", "5", "python3", _python, "call", "can", "raw", "1", Address, Text);

    private void Bring()
    {
        Link("add vcan1 type vcan");
        Link("set vcan1 up");
    }

    private void Link(string words) => _host.Exec("ip", ["link", .. words.Split(' ')]).Succeeded();
}
