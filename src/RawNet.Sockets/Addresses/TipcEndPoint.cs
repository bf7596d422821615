using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>An address of AF_TIPC: a service by type and instance, or the one socket that the kernel named.</summary>
public sealed class TipcEndPoint : NativeEndPoint
{
    private readonly TipcSocketAddress _address;

    /// <summary>A service anywhere in the cluster. Types below 64 are TIPC's own.</summary>
    public TipcEndPoint(uint type, uint instance)
        : this(new TipcSocketAddress
        {
            family = Constants.AF_TIPC,
            addrtype = Constants.TIPC_SERVICE_ADDR,
            scope = Constants.TIPC_CLUSTER_SCOPE,
            addr = new() { type = type, lower = instance },
        })
    {
    }

    private TipcEndPoint(TipcSocketAddress address) => _address = address;

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.Unknown;

    /// <summary>Whether it names a service, not one socket.</summary>
    public bool IsService => _address.addrtype != Constants.TIPC_SOCKET_ADDR;

    /// <summary>TYPE:INSTANCE, or of one socket NODE/REFERENCE.</summary>
    public override string ToString() => IsService
        ? string.Create(CultureInfo.InvariantCulture, $"{_address.addr.type}:{_address.addr.lower}")
        : string.Create(CultureInfo.InvariantCulture, $"{_address.addr.lower:x}/{_address.addr.type}");

    private protected override int Write(Span<byte> image) => Put(image, _address);

    private protected override EndPoint Read(ReadOnlySpan<byte> image) => new TipcEndPoint(Get<TipcSocketAddress>(image));
}
