using RawNet.SharpPcap;
using RawNet.Sockets;

namespace RawNet.Cli.Doctor;

/// <summary>Looks for the library that compiles tcpdump's expressions.</summary>
internal static class LibpcapCheck
{
    public static CheckResult Find() => Libpcap.Version is { } version
        ? new("libpcap", Standing.Works, $"--bpf; {version}")
        : new("libpcap", Standing.NotOffered, "--bpf needs it", Superuser.Line($"apt-get install {Libpcap.DebianPackage}"));
}
