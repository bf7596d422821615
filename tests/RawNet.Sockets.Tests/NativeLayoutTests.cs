using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using RawNet.Filters;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests;

/// <summary>The C compiler is the judge of every number and every structure that crosses a system call.</summary>
public class NativeLayoutTests
{
    private const string Headers = """
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <sys/file.h>
        #include <sys/stat.h>
        #include <poll.h>
        #include <sys/epoll.h>
        #include <sys/eventfd.h>
        #include <unistd.h>
        #include <sys/prctl.h>
        #include <sys/resource.h>
        #include <sched.h>
        #include <signal.h>
        #include <time.h>
        #include <sys/socket.h>
        #include <sys/ioctl.h>
        #include <netdb.h>
        #include <netinet/in.h>
        #include <netinet/icmp6.h>
        #include <sys/un.h>
        #include <linux/can.h>
        #include <linux/can/raw.h>
        #include <linux/can/bcm.h>
        #include <linux/tipc.h>
        #include <linux/vm_sockets.h>
        #include <netinet/tcp.h>
        #include <linux/in6.h>
        #include <linux/if_packet.h>
        #include <linux/if_ether.h>
        #include <linux/if_arp.h>
        #include <linux/errqueue.h>
        #include <linux/filter.h>
        #include <linux/icmp.h>
        #include <linux/capability.h>
        #include <linux/netlink.h>
        #include <linux/rtnetlink.h>
        #ifndef IPV6_HDRINCL
        #define IPV6_HDRINCL 36
        #endif

        """;

    private static readonly Assembly _library = typeof(RawSocket).Assembly;

    [Fact]
    public void EveryConstantIsTheCompilersOwn()
    {
        FieldInfo[] constants = typeof(Constants).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.True(constants.Length > 60);
        Compile(constants.Select(c => Same(c.Name, Convert.ToInt64(c.GetRawConstantValue(), null))));
    }

    [Fact]
    public void EveryErrorNumberIsTheCompilersOwn() =>
        Compile(Enum.GetValues<ErrorNumber>().Select(e => Same(e.ToString(), (int)e)));

    [Fact]
    public void EveryErrorOfTheResolverIsTheCompilersOwn() =>
        Compile(Enum.GetValues<ResolverError>().Select(e => Same(e.ToString(), (int)e)));

    [Fact]
    public void EveryProtocolOfIpIsTheCompilersOwn() =>
        Compile(Enum.GetValues<InternetProtocol>().Select(p => Same(p.ToString(), (int)p)));

    [Fact]
    public void EverySocketOptionHasTheNumberOfItsName()
    {
        Assert.True(SocketOption.All.Count > 130);
        Compile(SocketOption.All.SelectMany(o => new[] { Same(o.Name, o.Number), Same(o.DeclaredOn.Name, o.Level) }));
    }

    [Fact]
    public void EveryEnumerationOfTheInterfaceHasTheCompilersNumbers() => Compile(
    [
        Same("IP_PMTUDISC_DONT", (int)PathMtuDiscovery.Dont), Same("IP_PMTUDISC_WANT", (int)PathMtuDiscovery.Want),
        Same("IP_PMTUDISC_DO", (int)PathMtuDiscovery.Do), Same("IP_PMTUDISC_PROBE", (int)PathMtuDiscovery.Probe),
        Same("IP_PMTUDISC_INTERFACE", (int)PathMtuDiscovery.Interface), Same("IP_PMTUDISC_OMIT", (int)PathMtuDiscovery.Omit),
        Same("PACKET_MR_PROMISC", (int)PacketMembershipKind.Promiscuous),
        Same("PACKET_MR_ALLMULTI", (int)PacketMembershipKind.AllMulticast),
        Same("PACKET_HOST", (int)PacketType.Host), Same("PACKET_BROADCAST", (int)PacketType.Broadcast),
        Same("PACKET_MULTICAST", (int)PacketType.Multicast), Same("PACKET_OTHERHOST", (int)PacketType.OtherHost),
        Same("PACKET_OUTGOING", (int)PacketType.Outgoing),
        Same("SO_EE_ORIGIN_NONE", (int)ErrorOrigin.None), Same("SO_EE_ORIGIN_LOCAL", (int)ErrorOrigin.Local),
        Same("SO_EE_ORIGIN_ICMP", (int)ErrorOrigin.Icmp), Same("SO_EE_ORIGIN_ICMP6", (int)ErrorOrigin.Icmp6),
    ]);

    [Fact]
    public void EveryStructureHasTheCompilersSizeAndOffsets()
    {
        Type[] structures = [.. _library.GetTypes().Where(t => t.GetCustomAttribute<NativeLayoutAttribute>() is not null)];
        Assert.True(structures.Length >= 29, $"{structures.Length} structures");
        Compile(structures.SelectMany(Layout));
    }

    [Fact]
    public void AFilterInstructionOfThePureLibraryIsTheKernels() => Compile(Layout(typeof(BpfInstruction), "struct sock_filter"));

    [Fact]
    public void RequestsWrittenByteByByteHaveTheCompilersOffsets() => Compile(
    [
        Same("sizeof(struct sockaddr_storage)", GroupLayout.StorageSize), Same("offsetof(struct group_req, gr_group)", GroupLayout.GroupAt),
        Same("sizeof(struct group_req)", GroupLayout.RequestSize),
        Same("offsetof(struct group_source_req, gsr_group)", GroupLayout.GroupAt),
        Same("offsetof(struct group_source_req, gsr_source)", GroupLayout.SourceAt),
        Same("sizeof(struct group_source_req)", GroupLayout.SourceRequestSize),
        Same("offsetof(struct group_filter, gf_group)", GroupLayout.GroupAt),
        Same("offsetof(struct group_filter, gf_fmode)", GroupLayout.ModeAt),
        Same("offsetof(struct group_filter, gf_numsrc)", GroupLayout.CountAt),
        Same("offsetof(struct group_filter, gf_slist)", GroupLayout.ListAt),
        Same("sizeof(struct icmp6_filter)", 32), Same("sizeof(struct icmp_filter)", 4), Same("offsetof(struct in_pktinfo, ipi_addr)", 8),
        Same("sizeof(struct statx)", 256), Same("offsetof(struct statx, stx_mode)", 28), Same("offsetof(struct statx, stx_ino)", 32),
        Same("offsetof(struct statx, stx_dev_major)", 136), Same("offsetof(struct statx, stx_dev_minor)", 140),
    ]);

    private static IEnumerable<string> Layout(Type structure) =>
        Layout(structure, structure.GetCustomAttribute<NativeLayoutAttribute>()!.Type);

    private static IEnumerable<string> Layout(Type structure, string name)
    {
        yield return Same($"sizeof({name})", SizeOf(structure));
        foreach (FieldInfo field in structure.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            yield return Same($"offsetof({name}, {(field.IsPrivate ? field.Name[1..] : field.Name)})",
                Marshal.OffsetOf(structure, field.Name));
    }

    private static int SizeOf(Type structure) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(structure).Invoke(null, null)!;

    private static string Same(string expression, long value) =>
        $"_Static_assert(({expression}) == ({value}), \"{expression} is not {value}\");";

    private static void Compile(IEnumerable<string> assertions)
    {
        string? missing = Requirements.Programs("gcc");
        Assert.SkipWhen(missing is not null, missing ?? "");
        byte[] source = Encoding.ASCII.GetBytes(Headers + string.Join('\n', assertions) + "\n");
        PeerResult result = Peer.Run("gcc", ["-std=gnu11", "-fsyntax-only", "-x", "c", "-"], source);
        Assert.True(result.ExitCode == 0, result.Errors);
    }
}
