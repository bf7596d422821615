using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The loopback interface in the network namespace of the calling thread.</summary>
internal static class Loopback
{
    private const int Index = 1; // LOOPBACK_IFINDEX: the first interface of each namespace

    /// <summary>Its name when it is down; null when it is up, or cannot be asked.</summary>
    public static string? NameIfDown()
    {
        int descriptor = OpenCalls.Open(Constants.AF_INET, Constants.SOCK_DGRAM, 0);
        if (descriptor < 0) return null;
        using SafeDescriptor socket = new(descriptor);
        return InterfaceCall.NameOf(socket, Index) is { } name && !InterfaceCall.IsUp(socket, name) ? name : null;
    }
}
