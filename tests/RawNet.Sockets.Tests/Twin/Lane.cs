using RawNet.Lab;
using RawNet.Sockets.Tests.Twin.Players;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>Two hosts, or one, with both subjects and their peer.</summary>
internal sealed class Lane : IDisposable
{
    private readonly TwoHosts? _hosts;
    private readonly Host? _host;
    private readonly string _folder = Directory.CreateTempSubdirectory("rn-twin-").FullName;
    private KernelPlayer? _kernel;
    private PythonPlayer? _python, _peer;
    private int _runs;

    public Lane(Wire wire)
    {
        if (wire == Wire.Veth)
            _hosts = new TwoHosts();
        else
            _host = Loopback();
    }

    private static Host Loopback()
    {
        Host host = OneHost.Create();
        if (Kind.All.Any(k => k.IsCan && k.Missing is null))
        {
            host.Exec("ip", "link", "add", Kind.CanInterface, "type", "vcan");
            host.Exec("ip", "link", "set", Kind.CanInterface, "up");
        }
        return host;
    }

    private Host Subject => _host ?? _hosts!.A;

    private Host Peer => _host ?? _hosts!.B;

    public Transcript WithPython(Cell cell) => Play(cell, _python ??= new PythonPlayer(Subject.Name));

    public Transcript WithKernelSocket(Cell cell) => Play(cell, _kernel ??= new KernelPlayer(Subject));

    public void Dispose()
    {
        foreach (IPlayer? player in (IPlayer?[])[_python, _kernel, _peer])
            player?.Dispose();
        Lab.Peer.Run("rm", ["-r", _folder]).Succeeded(); // .NET cannot name a file whose name is not UTF-8
        _hosts?.Dispose();
        _host?.Dispose();
    }

    private Transcript Play(Cell cell, IPlayer subject)
    {
        _peer ??= new PythonPlayer(Peer.Name);
        string folder = Path.Combine(_folder, $"{++_runs}");
        Directory.CreateDirectory(folder);
        try
        {
            Transcript transcript = new Play(subject, _peer, new Names(Subject, Peer, folder, _runs)).Of(cell);
            subject.Ask(new() { ["op"] = "reset" });
            _peer.Ask(new() { ["op"] = "reset" });
            return transcript;
        }
        catch (PlayerException e)
        {
            Forget();
            return new([e.Message], e.Message);
        }
    }

    // A call that never ended holds its player: the next situation gets new ones.
    private void Forget()
    {
        foreach (IPlayer? player in (IPlayer?[])[_python, _kernel, _peer])
            player?.Dispose();
        (_python, _peer, _kernel) = (null, null, null);
    }
}
