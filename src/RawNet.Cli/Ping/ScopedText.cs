using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Probing;
using RawNet.Sockets;

namespace RawNet.Cli.Ping;

/// <summary>Addresses for people, a link-local one with the interface that it lies on: fe80::1%eth0.
/// Each interface of this thread's namespace is looked up once.</summary>
internal sealed class ScopedText
{
    private readonly Dictionary<uint, string> _names = [];

    public string Of(IPAddress address) =>
        Of(NetworkAddress.From(address), address.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)address.ScopeId : 0);

    /// <param name="address">Of either family.</param>
    /// <param name="scope">The index of an interface; 0 for none.</param>
    public string Of(NetworkAddress address, uint scope)
    {
        if (scope == 0) return address.ToString();
        if (!_names.TryGetValue(scope, out string? name)) _names[scope] = name = NameOf(scope);
        return $"{address}%{name}";
    }

    // An interface that is gone has only its number left.
    private static string NameOf(uint index) =>
        Link.All().FirstOrDefault(l => l.Index == index)?.Name ?? index.ToString(CultureInfo.InvariantCulture);
}
