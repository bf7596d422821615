using System.CommandLine;

namespace RawNet.Cli.Echo;

/// <summary><c>echo</c>: a server and a client over every kind of socket.</summary>
internal static class EchoCommand
{
    public static Command Create() => new("echo",
        "Send back what comes, or ask for it, over every family and type of socket. rawnet sockets lists what this kernel has.")
    {
        EchoServeCommand.Create(),
        EchoCallCommand.Create(),
    };
}
