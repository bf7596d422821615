using System.Net;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Arguments;

/// <summary>An address alone as people type it: IPv4, or IPv6 with the interface a link-local one lies on.</summary>
internal static class AddressText
{
    /// <summary>False when it is no address.</summary>
    /// <exception cref="UsageException">There is no such interface; the sentence names those that exist.</exception>
    public static bool TryParse(string text, out IPAddress? address)
    {
        try
        {
            address = ScopedAddress.TryParse(text, out ScopedAddress parsed) ? parsed.ToIPAddress() : null;
            return address is not null;
        }
        catch (SystemCallException fault) when (fault.Operation == "interface")
        {
            throw new UsageException(
                $"there is no interface '{fault.Subject}' for {text}; there are {InterfaceOption.NamesOf(Link.All())}");
        }
    }
}
