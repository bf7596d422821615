using System.CommandLine;
using RawNet.Cli.Capture;
using RawNet.Cli.Craft;
using RawNet.Cli.Doctor;
using RawNet.Cli.Echo;
using RawNet.Cli.Formats;
using RawNet.Cli.Multicast;
using RawNet.Cli.Options;
using RawNet.Cli.Ping;
using RawNet.Cli.Read;
using RawNet.Cli.Send;
using RawNet.Cli.Sockets;
using RawNet.Cli.Verify;

namespace RawNet.Cli;

/// <summary>The verbs. Each is described only when it is asked for: the start of one does not pay for the others.</summary>
internal static class Verbs
{
    private static readonly (string Name, Func<Command> Create)[] _all =
    [
        ("craft", CraftCommand.Create),
        ("read", ReadCommand.Create),
        ("verify", VerifyCommand.Create),
        ("formats", FormatsCommand.Create),
        ("send", SendCommand.Create),
        ("ping", PingCommand.Create),
        ("capture", CaptureCommand.Create),
        ("igmp", GroupCommands.Igmp),
        ("mld", GroupCommands.Mld),
        ("echo", EchoCommand.Create),
        ("sockets", SocketsCommand.Create),
        ("options", OptionsCommand.Create),
        ("doctor", DoctorCommand.Create),
    ];

    /// <summary>All of them, in the order of the help.</summary>
    public static IEnumerable<Command> All => _all.Select(verb => verb.Create());

    /// <summary>The verb that a command line begins with; none for the version, all for whatever else it says.</summary>
    public static IEnumerable<Command> Asked(string[] arguments)
    {
        if (arguments is ["--version"]) return [];
        foreach ((string name, Func<Command> create) in _all)
            if (arguments is [var first, ..] && first == name) return [create()];
        return All;
    }
}
