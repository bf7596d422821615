using System.CommandLine;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Help;

namespace RawNet.Cli;

/// <summary>From arguments to an exit status: every failure becomes one sentence on stderr, never a stack trace.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments, ResultStream output, TextWriter errors)
    {
        await using TextWriter text = StandardOutput.TextOver(output);
        var invocation = new Invocation(output, text, errors);
        try
        {
            Headroom.CheckFiles();
            string[] whole = ArgumentBytes.Restore(arguments);
            if (DirectiveLine.TryAnswer(whole, RootFor, text)) return ExitCode.Good;
            ParseResult parsed = RootFor(whole).Parse(whole, CommandTree.Rules);
            return UsageError.Of(parsed, whole) is { } complaint
                ? invocation.Fail(new UsageException(complaint))
                : await Envelope.RunAsync(parsed, invocation);
        }
        catch (OutputClosedException)
        {
            return ExitCode.Good;
        }
        catch (Exception thrown) when (Failure.CauseOf(thrown) is var failure)
        {
            return invocation.Fail(failure);
        }
    }

    // A plain command instead of the parser's root, which names itself after the assembly.
    // Of the verbs only the one that is asked for, if that is known.
    internal static Command RootFor(string[]? arguments)
    {
        var root = new Verb("rawnet", "Builds, sends, captures, reads and verifies packets.",
            "rawnet ping -c 3 198.18.0.2",
            "rawnet craft ip dst=198.18.0.2 ttl=3 / icmp.echo seq=1 / data text:hello",
            "rawnet read --detail capture.pcapng",
            "rawnet doctor")
        {
            HelpAndVersion.Help(), HelpAndVersion.Version()
        };
        foreach (Command verb in arguments is null ? Verbs.All : Verbs.Asked(arguments)) root.Subcommands.Add(verb);
        CommandTree.HoldOptions(root);
        return root;
    }
}
