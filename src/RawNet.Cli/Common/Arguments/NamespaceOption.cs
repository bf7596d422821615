using System.CommandLine;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--netns NAME</c>: the verb runs in a network namespace that <c>ip netns</c> keeps.</summary>
internal sealed class NamespaceOption : Option<string?>
{
    private const string Folder = "/run/netns";

    public NamespaceOption() : base("--netns")
    {
        (Description, HelpName) = ("work in this network namespace (ip netns list)", "NAME");
        Recursive = true;
        CompletionSources.Add(_ => Names());
    }

    /// <summary>Runs the verb where the option says. Namespaces belong to threads: a namespace gets a thread of its own,
    /// and threads started by it are in it too.</summary>
    public int Run(ParseResult parsed, Func<int> verb) => parsed.GetValue(this) is { } name ? RunIn(Known(name), verb) : verb();

    private static string Known(string name)
    {
        if (NetNamespace.Exists(name)) return name;
        string[] names = Names();
        throw new BadInputException($"there is no network namespace '{name}'; "
            + $"{(names.Length > 0 ? $"there are {string.Join(", ", names)}" : "none has a name: ip netns add makes one")}");
    }

    private static string[] Names() =>
        Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)]
            : [];

    private static int RunIn(string name, Func<int> verb)
    {
        // The task keeps what is thrown for the thread that waits.
        var work = new Task<int>(() =>
        {
            NetNamespace.Enter(name);
            return verb();
        });
        var thread = new Thread(work.RunSynchronously);
        thread.Start();
        thread.Join();
        return work.GetAwaiter().GetResult();
    }
}
