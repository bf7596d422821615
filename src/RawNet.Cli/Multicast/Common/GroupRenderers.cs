using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Running;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Common;

/// <summary>Which renderer shows a run of hosts or of a querier.</summary>
internal static class GroupRenderers
{
    public static IGroupRenderer Of(OutputOptions options, ParseResult parsed, Invocation invocation, GroupDialect dialect)
    {
        bool quiet = options.IsQuiet(parsed);
        return invocation.Json is { } lines
            ? new GroupRunJson(lines, quiet, dialect)
            : new GroupRunText(invocation.Output, quiet, dialect);
    }
}
