using System.Net;
using RawNet.Cli.Common.Arguments;
using RawNet.Probing;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Common;

/// <summary>From where messages about groups leave an interface unless another address is said.</summary>
internal static class OwnAddress
{
    /// <summary>The address by which the interface was chosen, or its first one, from which the protocol may be sent (RFC 9776, 4.2.14;
    /// RFC 9777, 5.1.14 and 5.2.14); null when it has none.</summary>
    public static NetworkAddress? Of(InterfaceChoice choice, GroupDialect dialect)
    {
        IEnumerable<IPAddress> own = choice.Link.Addresses().Select(a => a.Address);
        return (choice.Address is { } chosen ? own.Prepend(chosen) : own)
            .Select(address => (NetworkAddress?)NetworkAddress.From(address))
            .FirstOrDefault(address => GroupDialect.Of(address!.Value) == dialect && dialect.MayAsk(address.Value));
    }
}
