using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Echo;

/// <summary><c>--hdrincl</c> of the echo.</summary>
internal sealed class EchoHeaderOption() : HeaderIncludedOption("on raw IP write the header too")
{
    /// <exception cref="UsageException">The kind of socket has no IP header to write.</exception>
    public bool Of(ParseResult parsed, SocketKind kind)
    {
        if (parsed.GetValue(this) && kind.Echo != EchoKind.IpPackets)
            throw new UsageException("--hdrincl writes the header of raw IP: it goes with --type raw of the families inet and inet6");
        return parsed.GetValue(this);
    }
}
