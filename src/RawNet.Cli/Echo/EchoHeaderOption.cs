using System.CommandLine;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Echo;

/// <summary><c>--hdrincl</c> of the echo.</summary>
internal sealed class EchoHeaderOption
{
    private readonly Option<bool> _header = new("--hdrincl") { Description = "on raw IP write the header too (IP_HDRINCL, IPV6_HDRINCL)" };

    public void AddTo(Command command) => command.Options.Add(_header);

    /// <exception cref="UsageException">The kind of socket has no IP header to write.</exception>
    public bool Of(ParseResult parsed, SocketKind kind)
    {
        if (parsed.GetValue(_header) && kind.Echo != EchoKind.IpPackets)
            throw new UsageException("--hdrincl writes the header of raw IP: it goes with --type raw of the families inet and inet6");
        return parsed.GetValue(_header);
    }
}
