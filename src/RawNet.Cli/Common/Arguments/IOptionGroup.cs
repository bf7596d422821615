using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary>Options that verbs take together. A command lists it like a single one.</summary>
internal interface IOptionGroup
{
    void AddTo(Command command);
}

/// <summary>Lets a group of options stand among a command's options and arguments.</summary>
internal static class OptionGroups
{
    public static void Add(this Command command, IOptionGroup group) => group.AddTo(command);
}
