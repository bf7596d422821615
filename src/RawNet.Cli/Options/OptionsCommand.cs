using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Text;
using RawNet.Sockets;

namespace RawNet.Cli.Options;

/// <summary><c>options</c>: every socket option of a kind of socket with its live value;
/// <c>get</c> and <c>set</c> by the documents' names.</summary>
internal sealed class OptionsCommand
{
    private readonly Argument<string?> _one = new("NAME")
    {
        Description = "an option, such as SO_RCVBUF; without one, all of the socket are listed",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne
    };
    private readonly Argument<string> _name = new("NAME") { Description = "an option, such as SO_RCVBUF or IP_TTL", HelpName = "NAME" };
    private readonly ValueArgument _value = new("VALUE") { Description = "as the list shows it; '' clears a text" };
    private readonly JsonOption _json = new("options", "one object an option") { Recursive = true };
    private readonly SocketKindOptions _kind = new(usualRaw: EchoKind.Icmp);
    private readonly NamespaceOption _namespace = new();

    private OptionsCommand()
    {
        foreach (Argument argument in (Argument[])[_one, _name])
            argument.CompletionSources.Add(context => _kind.Of(context.ParseResult).Options().Select(option => $"{option}"));
    }

    public static Command Create()
    {
        var verb = new OptionsCommand();
        var get = new Verb("get", "Print the value that a new socket of the kind has.",
            "rawnet options get IP_TTL") { verb._name };
        var set = new Verb("set", "Set an option on a new socket of the kind, read it back, and say what the kernel made of it.",
            "rawnet options set SO_RCVBUF 1000000",
            "rawnet options set --family inet6 --type raw IPV6_CHECKSUM 2")
        {
            verb._name, verb._value
        };
        var command = new Verb("options",
            "List every option of a kind of socket: value, default, range, who may set it, what Linux does with it. "
            + "The socket is opened for this and closed again.",
            "rawnet options --type dgram",
            "rawnet options SO_RCVBUF")
        {
            verb._one, verb._json, get, set, verb._kind, verb._namespace,
        };
        verb.OnSocket(command, verb.List);
        verb.OnSocket(get, verb.Get);
        verb.OnSocket(set, verb.Set);
        return command;
    }

    private void OnSocket(Command command, Func<ParseResult, SocketKind, KernelSocket, int> action) => command.SetAction(
        parsed => _namespace.Run(parsed, () =>
        {
            SocketKind kind = _kind.Of(parsed);
            using KernelSocket socket = kind.Open();
            return action(parsed, kind, socket);
        }));

    private int List(ParseResult parsed, SocketKind kind, KernelSocket socket)
    {
        var invocation = Invocation.Of(parsed);
        string? name = parsed.GetValue(_one);
        IEnumerable<SocketOption> options = name is null ? kind.Options() : [kind.OptionNamed(name)];
        LiveOption[] live = [.. options.Select(o => LiveOption.Read(o, socket))];
        if (invocation.Json is { } lines) OptionsJson.WriteList(lines, kind, live);
        else if (name is null) OptionsText.WriteList(invocation.Output, live);
        else OptionsText.WriteOne(invocation.Output, live[0]);
        return ExitCode.Good;
    }

    private int Get(ParseResult parsed, SocketKind kind, KernelSocket socket)
    {
        SocketOption option = kind.OptionNamed(parsed.GetValue(_name)!);
        if (!option.Facts.Access.HasFlag(OptionAccess.Get))
            throw new UsageException($"{option} is only set, the kernel does not tell it: {option.Facts.Effect}");
        string value = option.GetText(socket);
        var invocation = Invocation.Of(parsed);
        if (invocation.Json is { } lines) OptionsJson.WriteList(lines, kind, [new LiveOption(option, value, null)]);
        else invocation.Output.WriteLine(Printable.Of(value));
        return ExitCode.Good;
    }

    private int Set(ParseResult parsed, SocketKind kind, KernelSocket socket)
    {
        SocketOption option = kind.OptionNamed(parsed.GetValue(_name)!);
        string asked = parsed.GetValue(_value)!;
        LiveOption before = LiveOption.Read(option, socket);
        OptionSetting.Set(option, socket, asked);
        LiveOption after = LiveOption.Read(option, socket);
        var invocation = Invocation.Of(parsed);
        if (invocation.Json is { } lines) OptionsJson.WriteSet(lines, kind, before, asked, after);
        else OptionsText.WriteSet(invocation.Output, before, asked, after);
        return ExitCode.Good;
    }
}
