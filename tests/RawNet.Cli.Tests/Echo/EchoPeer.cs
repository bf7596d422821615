using System.Globalization;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Echo;

/// <summary>`rawnet echo serve` at work in a host of the lab.</summary>
internal sealed class EchoPeer : IDisposable
{
    private const string Sign = "listening on ";
    private readonly RunningPeer _process;

    public EchoPeer(Host host, params string[] arguments)
    {
        _process = host.Start(Rawnet.Path, ["echo", "serve", .. arguments]);
        _process.WaitFor(Sign);
        Address = _process.Errors.Split('\n').First(l => l.Contains(Sign, StringComparison.Ordinal)).Split(Sign)[1];
    }

    /// <summary>As the server printed it.</summary>
    public string Address { get; }

    public int Port => int.Parse(Address.AsSpan(Address.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);

    public string Errors => _process.Errors;

    /// <summary>Ctrl-C.</summary>
    public int Interrupt() => _process.Interrupt();

    public void Dispose() => _process.Dispose();
}
