using RawNet.Sockets;

namespace RawNet.Cli.Doctor;

/// <summary>Looks at the running program itself: only a native one may be given capabilities.</summary>
internal static class ProgramCheck
{
    public static CheckResult Find() => Capabilities.IsNative
        ? new("program", Standing.Works, "native; a capability of its file is its own")
        : new("program", Standing.Note, "managed: starts slowly, and a capability of its file would be for whatever DOTNET_STARTUP_HOOKS "
            + "or a profiler's variable names", "src/publish");
}
