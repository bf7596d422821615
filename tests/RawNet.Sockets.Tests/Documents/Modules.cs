using RawNet.Lab;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>Sockets of families that this kernel may lack; then the test skips.</summary>
internal static class Modules
{
    public static KernelSocket Open(int family, int type, int protocol = 0)
    {
        Able(family, type, protocol);
        return KernelSocket.Open(family, type, protocol);
    }

    public static void Able(int family, int type, int protocol = 0)
    {
        string? missing = Requirements.Socket($"socket({family}, {type}, {protocol})", family, type, protocol);
        Assert.SkipWhen(missing is not null, missing ?? "");
    }
}
