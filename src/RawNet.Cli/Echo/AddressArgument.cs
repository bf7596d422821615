using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Echo;

/// <summary>An address as the family of the socket writes it; of IP it may be a name or a port alone.</summary>
internal sealed class AddressArgument : Argument<string>
{
    public AddressArgument() : base("ADDRESS") =>
        Description = $"as the family writes it: {string.Join(", ", SocketFamily.All.Select(f => f.Address.Example).Distinct())}; "
            + "of inet and inet6 also a name, localhost:7, a port of loopback, 7, and to serve every address, *:7; "
            + "raw inet without a port";

    /// <summary>As it was typed.</summary>
    public string TextOf(ParseResult parsed) => parsed.GetValue(this)!;

    /// <summary>The kind of socket, and where it serves or whom it calls. Where no family was said, an IPv6 address, or a name that
    /// has no other, is of inet6.</summary>
    /// <exception cref="UsageException">The address is none of the family, or the name has none.</exception>
    public (SocketKind Kind, EndPoint Address) Of(ParseResult parsed, SocketKindOptions kinds, NameService names)
    {
        SocketKind kind = kinds.Of(parsed);
        string text = TextOf(parsed);
        try
        {
            return !kinds.SaysFamily(parsed) && HostPort.TryParse(text, hasPort: kind.Type != SocketType.Raw, out HostPort? host)
                ? OfEither(parsed, kinds, kind, names.Ask(time => host.Resolve(AddressFamily.Unspecified, time)))
                : (kind, names.Ask(time => kind.Family.Address.Resolve(text, kind, time)));
        }
        catch (FormatException fault)
        {
            throw new UsageException(fault.Message);
        }
        catch (SystemCallException fault) when (fault.Operation == "interface")
        {
            throw new BadInputException($"there is no interface '{fault.Subject}'; there are {InterfaceOption.NamesOf(Link.All())}");
        }
    }

    /// <exception cref="UsageException">It stands for every address.</exception>
    public void CheckCallable(ParseResult parsed, SocketKind kind)
    {
        bool isEvery = IsOfIp(kind)
            && HostPort.TryParse(TextOf(parsed), hasPort: kind.Type != SocketType.Raw, out HostPort? host) && host.IsEveryAddress;
        if (isEvery)
            throw new UsageException(
                $"'{TextOf(parsed)}' is every address of this host, to serve on: a call goes to one, as {kind.Family.Address.Example}");
    }

    private static bool IsOfIp(SocketKind kind) =>
        kind.Family == SocketFamily.Inet || kind.Family == SocketFamily.Inet6 || kind.Family == SocketFamily.Rds;

    // inet is the family that is not said.
    private static (SocketKind, EndPoint) OfEither(ParseResult parsed, SocketKindOptions kinds, SocketKind kind,
        IReadOnlyList<IPEndPoint> found) =>
        found.FirstOrDefault(point => point.AddressFamily == AddressFamily.InterNetwork) is { } usual
            ? (kind, usual)
            : (kinds.Of(parsed, SocketFamily.Inet6), found[0]);
}
