using System.Globalization;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Modules;

/// <summary>A kind of socket that a kernel has only with a module, as a test row names it: family, type, protocol, address.</summary>
internal sealed class ModuleCell
{
    private static readonly Dictionary<string, int> _families = new()
    {
        ["inet"] = 2,
        ["rds"] = 21,
        ["can"] = 29,
        ["tipc"] = 30,
        ["vsock"] = 40
    };
    private static readonly string[] _types = ["", "stream", "dgram", "raw", "rdm", "seqpacket"];

    private readonly string _address;

    private ModuleCell(string[] words) => (Family, Type, Protocol, _address) = (words[0], words[1], words[2], words[3]);

    public string Family { get; }

    public string Type { get; }

    public string Protocol { get; }

    /// <summary>The row's address, where SERVER is the host's own.</summary>
    public string AddressOn(Host server) => _address.Replace("SERVER", server.Address.ToString(), StringComparison.Ordinal);

    /// <summary>Skips the test when this kernel has no such socket, or there can be no lab.</summary>
    public static ModuleCell Able(string row)
    {
        var cell = new ModuleCell(row.Split(' '));
        string? reason = Requirements.FirstOf(
            Requirements.Lab,
            Requirements.Programs("python3", "tipc"),
            Requirements.Socket($"{cell.Family} {cell.Type} {cell.Protocol}", _families[cell.Family],
                Array.IndexOf(_types, cell.Type), int.Parse(cell.Protocol, CultureInfo.InvariantCulture)),
            cell.Family == "vsock" ? Requirements.Kernel("/sys/module/vsock_loopback", "vsock_loopback") : null);
        Assert.SkipWhen(reason is not null, reason ?? "");
        return cell;
    }
}
