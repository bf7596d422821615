using RawNet.Lab;

namespace RawNet.Sockets.Tests;

/// <summary>Hosts for one test; a machine without the means skips it.</summary>
internal static class Lend
{
    public static Host Loopback()
    {
        Able();
        return OneHost.Create();
    }

    public static TwoHosts Pair()
    {
        Able();
        return new TwoHosts();
    }

    /// <summary>Skips the test with the reason when there can be no lab.</summary>
    public static void Able() => Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
}
