using System.Net.Sockets;

namespace RawNet.Sockets;

/// <summary>The system's resolver has no answer, or none in time: EAI_NONAME and its like, or ETIMEDOUT.</summary>
public sealed class HostNameException : SystemCallException
{
    internal HostNameException(string call, int errorNumber, string name, AddressFamily family)
        : base(call, errorNumber, name) => Family = family;

    /// <summary>The resolver's reason in its own words: Name or service not known.</summary>
    public string Reason => Words(ErrorNumber);

    /// <summary>Of which family an address was wanted; Unspecified for any.</summary>
    public AddressFamily Family { get; }
}
