namespace RawNet.Sockets;

/// <summary>A socket of any family, type and protocol by number, for its options only.</summary>
public sealed class PlainSocket : KernelSocket
{
    private PlainSocket(int family, int type, int protocol)
        : base(family, type, protocol)
    {
    }

    /// <summary>Opens it in the network namespace of the calling thread.</summary>
    /// <param name="family">AF_*.</param>
    /// <param name="type">SOCK_*.</param>
    /// <param name="protocol">0 for the usual one.</param>
    /// <exception cref="SystemCallException">The kernel refuses.</exception>
    public static PlainSocket Open(int family, int type, int protocol) => new(family, type, protocol);
}
