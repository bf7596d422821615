using RawNet.Sockets;

namespace RawNet.Cli.Common.Signals;

/// <summary>A verb works in two phases. In the first it opens every descriptor that it will need: sockets, files, what /proc
/// and the routing tables say, names. In the second it runs and opens none, so that privileges can be dropped between them.</summary>
internal static class RunPhase
{
    /// <summary>Whether the second phase has begun: from then on there is something to sum up.</summary>
    public static bool HasBegun { get; private set; }

    /// <summary>For verbs whose work is done by the threads that .NET starts for its sockets: they are begun with the first one,
    /// before <see cref="Begin"/>, and shall gain nothing either.</summary>
    public static void Prepare() => ProcessPrivileges.RefuseNew();

    /// <summary>Everything is open. Nothing that is executed from now on brings a privilege back.</summary>
    /// <param name="startsPrograms">The run starts people's own programs, and sudo among them must work.</param>
    public static void Begin(bool startsPrograms = false)
    {
        if (!startsPrograms) ProcessPrivileges.RefuseNew();
        HasBegun = true;
    }
}
