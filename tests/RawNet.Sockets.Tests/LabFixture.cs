using RawNet.Lab;

namespace RawNet.Sockets.Tests;

/// <summary>Two hosts that the tests of one class share, made when the first test asks; a machine without the means skips the test.</summary>
public sealed class LabFixture : IDisposable
{
    private readonly Lazy<TwoHosts> hosts = new(() => new TwoHosts());

    public TwoHosts Hosts
    {
        get
        {
            Lend.Able();
            return hosts.Value;
        }
    }

    public void Dispose()
    {
        if (hosts.IsValueCreated)
            hosts.Value.Dispose();
    }
}
