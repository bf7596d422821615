using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Formats;

/// <summary><c>formats</c>: the messages that this build knows, from their tables.</summary>
internal sealed class FormatsCommand
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "a layer, such as icmp.echo; without one, all are listed",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "NAME",
        CompletionSources = { _ => ExpressionOffers.Layers }
    };
    private readonly JsonOption _json = new("formats", "one object a message");

    public static Command Create()
    {
        var verb = new FormatsCommand();
        var command = new Verb("formats", "List the messages, or one message's fields, defaults, source and diagram.",
            "rawnet formats",
            "rawnet formats igmp.v3-report")
        {
            verb._name, verb._json
        };
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        string? name = parsed.GetValue(_name);
        IReadOnlyList<Kind> kinds = name is null ? Registry.Kinds.Kinds : Named(name);
        if (invocation.Json is { } lines) FormatJson.Write(lines, kinds);
        else if (name is null) FormatText.WriteList(invocation.Output, kinds);
        else foreach (Kind kind in kinds) FormatText.WriteOne(invocation.Output, kind);
        return ExitCode.Good;
    }

    private static IReadOnlyList<Kind> Named(string name) => Registry.Kinds.Named(name) is { Count: > 0 } kinds
        ? kinds
        : throw new UsageException(Registry.Kinds.UnknownName(name));
}
