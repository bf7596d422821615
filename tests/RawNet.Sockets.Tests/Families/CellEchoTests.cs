using RawNet.Lab;

namespace RawNet.Sockets.Tests.Families;

/// <summary>An echo over every kind of socket: on this kernel where it has the kind, in the virtual machine
/// where that needs a module.</summary>
public class CellEchoTests
{
    public static TheoryData<string> Everywhere =>
        [.. Expectations.Of(Place.Here).Where(c => !c.StartsWith("vsock", StringComparison.Ordinal))];

    public static TheoryData<string> WithModules => [.. Expectations.Of(Place.Machine), "vsock stream 0", "vsock seqpacket 0"];

    [Theory, MemberData(nameof(Everywhere))]
    public void AnEchoPassesOverWhatEveryKernelHas(string cell) => Passes(Expectations.Find(cell));

    [Theory, MemberData(nameof(WithModules)), Trait("kernel", "modules")]
    public void AnEchoPassesOverWhatAModuleBrings(string cell)
    {
        SocketKindState state = SocketKindState.Of(Expectations.Find(cell));
        Assert.SkipUnless(state.Works, $"{state.ErrorName}, {state.Reason}");
        Passes(state.Kind);
    }

    private static void Passes(SocketKind kind)
    {
        using Host host = Lend.Loopback();
        if (kind.Family == SocketFamily.Can)
        {
            host.Exec("ip", "link", "add", "vcan0", "type", "vcan").Succeeded();
            host.Exec("ip", "link", "set", "vcan0", "up").Succeeded();
        }
        EchoFinding finding = host.Run(() => EchoTest.Run(kind));
        Assert.SkipWhen(finding.Verdict == EchoVerdict.Unavailable, $"{finding.ErrorName} {finding.Text}");
        Assert.Equal((EchoVerdict.Passed, ""), (finding.Verdict, finding.Text));
    }
}
