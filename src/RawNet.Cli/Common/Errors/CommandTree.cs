using System.CommandLine;

namespace RawNet.Cli.Common.Errors;

/// <summary>What of the tree of verbs several ask: complaints, completions and the manual.</summary>
internal static class CommandTree
{
    /// <summary>R20 and the contract: @file is a value in an expression, no response file.</summary>
    public static ParserConfiguration Rules { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>The contract, for every verb that there is: a switch takes no value, and of a single option the last one counts,
    /// as wrappers append theirs.</summary>
    public static void HoldOptions(Command command)
    {
        foreach (Option option in command.Options)
        {
            if (option is Option<bool>) option.Arity = ArgumentArity.Zero;
            else if (option.Arity.MaximumNumberOfValues == 1) option.AllowMultipleArgumentsPerToken = true; // the parser's word for it
        }
        foreach (Command verb in command.Subcommands) HoldOptions(verb);
    }

    /// <summary>The verb with those above it: <c>rawnet igmp join</c>.</summary>
    public static string PathOf(Command command) =>
        command.Parents.FirstOrDefault() is Command parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    /// <summary>The options that may stand behind a verb: its own, and of the verbs above those that are also its.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => OptionsOf(parent).Where(option => option.Recursive)));

    /// <summary>All names of an option, those of one letter first.</summary>
    public static IEnumerable<string> NamesOf(Option option) => option.Aliases.Prepend(option.Name).OrderBy(IsWord);

    /// <summary>Whether a name is a word, such as <c>--ttl</c>: who mistypes a letter means no other letter.</summary>
    public static bool IsWord(string name) => name.Length > 2;
}
