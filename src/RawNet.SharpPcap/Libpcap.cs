using PacketDotNet;
using SharpPcap;
using SharpPcap.LibPcap;

namespace RawNet.SharpPcap;

/// <summary>The libpcap (on Windows: Npcap) of this machine. Asking never throws.</summary>
public static class Libpcap
{
    /// <summary>What has to be installed on Debian where there is none.</summary>
    public const string DebianPackage = "libpcap0.8";

    /// <summary>What it says of itself, for example <c>libpcap version 1.10.3 (with TPACKET_V3)</c>; null when there is none.</summary>
    public static string? Version { get; } = Ask();

    /// <summary>Whether there is one.</summary>
    public static bool IsInstalled => Version is not null;

    private static string? Ask()
    {
        try
        {
            // SharpPcap's version swallows a missing library and answers with a sentence: it is asked only once something was compiled.
            using BpfProgram? everything = BpfProgram.TryCreate(LinkLayers.Ethernet, "");
            return Pcap.Version;
        }
        catch (Exception missing) when (IsMissing(missing))
        {
            return null;
        }
    }

    // No such library, one of another machine, one that is none, or one without the function; from a static constructor it comes wrapped.
    private static bool IsMissing(Exception failure) =>
        failure is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
        || (failure is TypeInitializationException { InnerException: { } inner } && IsMissing(inner));
}
