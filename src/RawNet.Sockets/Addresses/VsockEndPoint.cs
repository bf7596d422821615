using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>An address of AF_VSOCK, vsock(7): a context and a port.</summary>
/// <param name="contextId">The machine: 1 this one by loopback, 2 the hypervisor, 0xffffffff any (to bind).</param>
/// <param name="port">0xffffffff lets the kernel choose one (to bind).</param>
public sealed class VsockEndPoint(uint contextId, uint port) : NativeEndPoint
{
    /// <summary>Every context, to bind to.</summary>
    public const uint AnyContext = Constants.VMADDR_CID_ANY;

    /// <summary>This machine.</summary>
    public const uint LocalContext = Constants.VMADDR_CID_LOCAL;

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.Unknown;

    /// <summary>The machine.</summary>
    public uint ContextId => contextId;

    /// <summary>The port.</summary>
    public uint Port => port;

    /// <summary>CID:PORT.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ContextId}:{Port}");

    private protected override int Write(Span<byte> image) =>
        Put(image, new VsockSocketAddress { svm_family = Constants.AF_VSOCK, svm_cid = ContextId, svm_port = Port });

    private protected override EndPoint Read(ReadOnlySpan<byte> image)
    {
        VsockSocketAddress address = Get<VsockSocketAddress>(image);
        return new VsockEndPoint(address.svm_cid, address.svm_port);
    }
}
