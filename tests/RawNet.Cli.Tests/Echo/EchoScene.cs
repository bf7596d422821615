using RawNet.Lab;

namespace RawNet.Cli.Tests.Echo;

/// <summary>A host of its own for a test of `rawnet echo`, made when it is first asked for; where that cannot be,
/// or a peer is missing, the test skips.</summary>
public abstract class EchoScene : IDisposable
{
    private readonly Lazy<Host> _host = new(OneHost.Create);

    private protected Host Host
    {
        get
        {
            string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("python3", "socat", "ncat"));
            Assert.SkipWhen(reason is not null, reason ?? "");
            return _host.Value;
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _host.IsValueCreated) _host.Value.Dispose();
    }

    /// <summary>A file beside the tests.</summary>
    private protected static string Script(string name) => Rawnet.File("tests", "RawNet.Cli.Tests", "Echo", name);
}
