using RawNet.Lab;

namespace RawNet.Cli.Tests.Modules;

/// <summary>A kind of socket that this kernel has only with a module, as a test row names it: <c>can raw 1 vcan0:0x123</c>.</summary>
internal sealed class ModuleCell
{
    private static readonly Dictionary<string, int> Families = new() { ["inet"] = 2, ["rds"] = 21, ["can"] = 29, ["tipc"] = 30, ["vsock"] = 40 };
    private static readonly string[] Types = ["", "stream", "dgram", "raw", "rdm", "seqpacket"];

    public ModuleCell(string row)
    {
        if (row.Split(' ') is not [var family, var type, var protocol, var address])
            throw new ArgumentException($"'{row}' is no row", nameof(row));
        (Family, Type, Protocol, Address) = (family, type, protocol, address);
    }

    public string Family { get; }

    public string Type { get; }

    public string Protocol { get; }

    public string Address { get; }

    /// <summary>The most that one message can hold on every kind here is a CAN frame's 8 bytes.</summary>
    public string Text => "Hello 8!";

    /// <summary>Skips the test where there can be no such socket, or no lab.</summary>
    public ModuleCell Able()
    {
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("python3", "tipc"), Requirements.Socket(Family, Families[Family], Array.IndexOf(Types, Type), int.Parse(Protocol, null)));
        Assert.SkipWhen(reason is not null, reason ?? "");
        return this;
    }

    /// <summary>A host with what the family needs: CAN a virtual bus.</summary>
    public Host CreateHost()
    {
        Host host = OneHost.Create();
        if (Family == "can")
        {
            host.Exec("ip", "link", "add", "vcan0", "type", "vcan").Succeeded();
            host.Exec("ip", "link", "set", "vcan0", "up").Succeeded();
        }
        return host;
    }

    /// <summary>Two hosts with what the family needs: TIPC a bearer on the link, and the link between the nodes up.</summary>
    public TwoHosts CreatePair()
    {
        TwoHosts hosts = new();
        if (Family != "tipc") return hosts;
        hosts.A.Exec("tipc", "bearer", "enable", "media", "eth", "device", hosts.A.InterfaceName).Succeeded();
        hosts.B.Exec("tipc", "bearer", "enable", "media", "eth", "device", hosts.B.InterfaceName).Succeeded();
        Assert.True(SpinWait.SpinUntil(() => HasLink(hosts.A) && HasLink(hosts.B), Patience.Seconds(10)), "the TIPC link did not come up");
        return hosts;
    }

    // "broadcast-link: up" is there from the start; a link to another node is named 1234:va-5678:vb.
    private static bool HasLink(Host host) => host.Exec("tipc", "link", "list").Lines.Any(l => l.Contains('-', StringComparison.Ordinal) && !l.StartsWith("broadcast", StringComparison.Ordinal) && l.EndsWith(": up", StringComparison.Ordinal));
}
