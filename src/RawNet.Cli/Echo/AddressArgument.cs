using System.CommandLine;
using System.Net;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Echo;

/// <summary>An address as the family of the socket writes it.</summary>
internal sealed class AddressArgument : Argument<string>
{
    public AddressArgument() : base("ADDRESS") =>
        Description = $"as the family writes it: {string.Join(", ", SocketFamily.All.Select(f => f.Address.Example).Distinct())}; "
            + "raw inet without a port";

    /// <summary>As it was typed.</summary>
    public string TextOf(ParseResult parsed) => parsed.GetValue(this)!;

    /// <exception cref="UsageException">The address is none of the family.</exception>
    public EndPoint Of(ParseResult parsed, SocketKind kind)
    {
        try
        {
            return kind.Family.Address.Parse(parsed.GetValue(this)!, kind);
        }
        catch (FormatException fault)
        {
            throw new UsageException(fault.Message);
        }
        catch (SystemCallException fault) when (fault.Operation == "interface")
        {
            throw new UsageException($"there is no interface '{fault.Subject}'; there are {InterfaceOption.NamesOf(Link.All())}");
        }
    }
}
