using RawNet.Lab;

namespace RawNet.Sockets.Tests;

/// <summary>Two hosts that the tests of one class share, made when the first test asks;
/// a machine without the means skips the test.</summary>
public sealed class LabFixture : IDisposable
{
    private readonly Lazy<TwoHosts> _hosts = new(() => new TwoHosts());

    public TwoHosts Hosts
    {
        get
        {
            Lend.Able();
            return _hosts.Value;
        }
    }

    public void Dispose()
    {
        if (_hosts.IsValueCreated)
            _hosts.Value.Dispose();
    }
}
