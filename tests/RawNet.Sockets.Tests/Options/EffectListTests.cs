using System.Reflection;

namespace RawNet.Sockets.Tests.Options;

/// <summary>Every option of the catalogue is either seen at work by a test, or stands here with the reason why it cannot be.</summary>
public class EffectListTests
{
    /// <summary>Options that do nothing which can be seen here; CatalogueTests sets each and reads it back, or is refused.</summary>
    private static readonly Dictionary<string, string> _unseen = new()
    {
        ["SO_DEBUG"] = "a no-op: the kernel keeps the flag and no protocol looks at it",
        ["SO_BSDCOMPAT"] = "a no-op: the kernel takes it and 0 is read back",
        ["SO_SNDLOWAT"] = "refused with ENOPROTOOPT; always 1",
        ["SO_BUSY_POLL"] = "kept; spins only on devices with NAPI identifiers, and namespaces have lo and veth",
        ["PACKET_LOSS"] =
            "only for mapped send rings, which the library does not offer; PacketEffectTests sees it refused once there is a ring",
        ["PACKET_TX_HAS_OFF"] = "only for mapped send rings; PacketEffectTests sees it ignored once there is a ring",
        ["PACKET_TIMESTAMP"] = "only for the slots of mapped rings; messages have SO_TIMESTAMPNS",
    };

    [Fact]
    public void EveryOptionIsSeenAtWorkOrSaysWhyNot()
    {
        string[] all = [.. SocketOption.All.Select(Key)];
        string[] told = [.. Observed().Concat(_unseen.Keys).Distinct()];
        Assert.Empty(all.Except(told));
        Assert.Empty(told.Except(all));
        Assert.Empty(Observed().Intersect(_unseen.Keys));
    }

    private static IEnumerable<string> Observed() => typeof(EffectListTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
        .Where(m => m.GetCustomAttribute<FactAttribute>() is not null)
        .SelectMany(m => m.GetCustomAttribute<ObservesAttribute>()?.Options ?? []);

    private static string Key(SocketOption option) =>
        option.Name.StartsWith("MCAST_", StringComparison.Ordinal) ? $"{option.DeclaredOn.Name} {option.Name}" : option.Name;
}
