using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Sockets;

namespace RawNet.Cli.Sockets;

/// <summary><c>sockets</c>: which kinds of socket this kernel has.</summary>
internal sealed class SocketsCommand
{
    private readonly Option<bool> _test = new("--test") { Description = "run an echo over each kind that works" };
    private readonly JsonOption _json = new("sockets", "one object a kind of socket");
    private readonly Option<bool> _markdown = new("--markdown")
    {
        Description = "the documentation of all kinds and functions instead, whatever this kernel has"
    };
    private readonly NamespaceOption _namespace = new();

    public static Command Create()
    {
        var verb = new SocketsCommand();
        var command = new Verb("sockets",
            "Ask this kernel for every family, type and protocol of sockets, and say why not where it refuses.",
            "rawnet sockets",
            "rawnet sockets --test --json")
        {
            verb._test, verb._json, verb._markdown, verb._namespace,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(verb._markdown) && (result.GetValue(verb._json) || result.GetValue(verb._test)))
                result.AddError("--markdown asks no kernel; give it alone");
        });
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        if (parsed.GetValue(_markdown))
        {
            invocation.Output.Write(SocketDocument.Text);
            return ExitCode.Good;
        }
        if (parsed.GetValue(_test)) Headroom.CheckThreads();
        using ISocketsOutput output = invocation.Json is { } lines
            ? new SocketsJson(lines)
            : new SocketsText(invocation.Output, parsed.GetValue(_test));
        var ending = new Ending(invocation);
        ending.Run(() =>
        {
            foreach (SocketKind kind in SocketCatalogue.All) Show(kind, parsed.GetValue(_test), output, ending);
            output.Finish();
        });
        return ending.Status;
    }

    private static void Show(SocketKind kind, bool isTested, ISocketsOutput output, Ending ending)
    {
        var state = SocketKindState.Of(kind);
        EchoFinding? finding = isTested && state.Works ? EchoTest.Run(kind) : null;
        if (finding is { Verdict: EchoVerdict.Failed }) ending.Worsen(ExitCode.SaidNo);
        output.Show(state, finding);
    }
}
