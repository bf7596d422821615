using System.Globalization;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>setsockopt and getsockopt by level, number and a number or bytes; settimeout, setblocking and what they leave.</summary>
internal static class OptionProbes
{
    private const int Tcp = 6, Ip = 0, Ip6 = 41, General = Constants.SOL_SOCKET;

    private static readonly (string Name, int Level, int Number, object Value, int Size)[] _options =
    [
        ("SO_REUSEADDR", General, 2, 1, 0),
        ("SO_TYPE", General, 3, 1, 0),
        ("SO_ERROR", General, 4, 1, 0),
        ("SO_DONTROUTE", General, 5, 1, 0),
        ("SO_BROADCAST", General, 6, 1, 0),
        ("SO_SNDBUF", General, 7, 20_000, 0),
        ("SO_RCVBUF", General, 8, 20_000, 0),
        ("SO_KEEPALIVE", General, 9, 1, 0),
        ("SO_OOBINLINE", General, 10, 1, 0),
        ("SO_PRIORITY", General, 12, 5, 0),
        ("SO_LINGER", General, 13, "\u0001\0\0\0\u0007\0\0\0", 8),
        ("SO_LINGER of 4 bytes", General, 13, 1, 0),
        ("SO_REUSEPORT", General, 15, 1, 0),
        ("SO_PASSCRED", General, 16, 1, 0),
        ("SO_PEERCRED", General, 17, "", 0),
        ("SO_RCVLOWAT", General, 18, 7, 0),
        ("SO_SNDLOWAT", General, 19, 7, 0),
        ("SO_RCVTIMEO", General, 20, "\u0005\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16),
        ("SO_SNDTIMEO", General, 21, "\u0005\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16),
        ("SO_RCVTIMEO of 4 bytes", General, 20, 1, 0),
        ("SO_BINDTODEVICE", General, 25, "lo\0", 16),
        ("SO_BINDTODEVICE of nothing", General, 25, "nothing0\0", 16),
        ("SO_TIMESTAMP", General, 29, 1, 0),
        ("SO_ACCEPTCONN", General, 30, 1, 0),
        ("SO_MARK", General, 36, 9, 0),
        ("SO_PROTOCOL", General, 38, 1, 0),
        ("SO_DOMAIN", General, 39, 1, 0),
        ("SO_PEEK_OFF", General, 42, 3, 0),
        ("no such option", General, 9999, 1, 0),
        ("one byte of an option", General, 2, "\u0001", 1),
        ("no byte of an option", General, 2, "", 0),
        ("IP_TOS", Ip, 1, 0x10, 0),
        ("IP_TTL", Ip, 2, 9, 0),
        ("IP_TTL too high", Ip, 2, 300, 0),
        ("IP_RECVTTL", Ip, 12, 1, 0),
        ("IP_MTU", Ip, 14, 1, 0),
        ("IP_HDRINCL", Ip, 3, 1, 0),
        ("IP_MULTICAST_TTL", Ip, 33, 5, 0),
        ("IP_MULTICAST_LOOP", Ip, 34, 0, 0),
        ("IPV6_V6ONLY", Ip6, 26, 1, 0),
        ("IPV6_UNICAST_HOPS", Ip6, 16, 9, 0),
        ("IPV6_TCLASS", Ip6, 67, 0x10, 0),
        ("IPV6_CHECKSUM", Ip6, 7, 2, 0),
        ("TCP_NODELAY", Tcp, 1, 1, 0),
        ("TCP_MAXSEG", Tcp, 2, 1000, 0),
        ("TCP_KEEPIDLE", Tcp, 4, 100, 0),
        ("TCP_CONGESTION", Tcp, 13, "reno", 16),
        ("TCP_CONGESTION unknown", Tcp, 13, "nothing", 16),
        ("TCP_USER_TIMEOUT", Tcp, 18, 5000, 0),
        ("a level of no protocol", 250, 1, 1, 0),
    ];

    public static IEnumerable<Probe> All { get; } =
    [
        .. from option in _options
           select new Probe("setsockopt", option.Name, Event.Nothing, (_, scene) =>
               [scene.S("setsockopt", "s", new { level = option.Level, name = option.Number, value = option.Value })])
           {
               Fits = (kind, state) => IsAsked(kind, state, option.Level)
           },
        .. from option in _options
           select new Probe("getsockopt", option.Name, Event.Nothing, (_, scene) => Get(scene, option.Level, option.Number, option.Size))
           {
               Fits = (kind, state) => IsAsked(kind, state, option.Level)
           },
        .. from option in _options
           select new Probe("getsockopt", $"{option.Name} when it was set", Event.Nothing, (_, scene) =>
               [scene.S("setsockopt", "s", new { level = option.Level, name = option.Number, value = option.Value }),
                .. Get(scene, option.Level, option.Number, option.Size)])
           {
               Fits = (kind, state) => IsAsked(kind, state, option.Level)
           },
        new("getsockopt", "SO_ERROR of a state", Event.Nothing, (_, s) => [.. Get(s, General, 4, 0), .. Get(s, General, 4, 0)])
        {
            Fits = (_, state) => state.Name != "fresh"
        },
        new("getsockopt", "SO_ACCEPTCONN of a state", Event.Nothing, (_, s) => Get(s, General, 30, 0))
        {
            Fits = (kind, state) => kind.IsConnection && state.Name != "fresh"
        },
        .. from call in (string[])["settimeout null", "settimeout 0", "settimeout 3600", "settimeout 2592000", "settimeout 0.001",
            "setblocking true", "setblocking false"]
           from first in (string[])["as it is", "settimeout 5"]
           select new Probe(call.Split(' ')[0], $"{call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]}, {first}", Event.Nothing,
               (cell, scene) => Timeouts(scene, call, first, cell.State.Name == "closed"))
           {
               Fits = (kind, state) => kind.Name is "inet stream" or "unix dgram" && (state.Name is "fresh" or "closed")
           },
    ];

    private static bool IsAsked(Kind kind, State state, int level) => state.Name == "fresh" && level switch
    {
        Tcp => kind.IsInternet,
        Ip => kind.IsInternet,
        Ip6 => kind.IsInternet,
        _ => true,
    };

    private static IEnumerable<Step> Get(Scene scene, int level, int number, int size) => size == 0
        ? [scene.S("getsockopt", "s", new { level, name = number })]
        : [scene.S("getsockopt", "s", new { level, name = number, size })];

    private static IEnumerable<Step> Timeouts(Scene scene, string call, string first, bool isClosed) => isClosed ? [Timeout(scene, call)] :
    [
        .. first == "as it is" ? [] : new[] { Timeout(scene, first) }, Timeout(scene, call), scene.S("gettimeout", "s"),
        scene.S("getblocking", "s"), scene.S("is_nonblocking", "s")
    ];

    private static Step Timeout(Scene scene, string call)
    {
        string[] words = call.Split(' ');
        return words[0] == "setblocking"
            ? scene.S("setblocking", "s", new { flag = words[1] == "true" })
            : scene.S("settimeout", "s",
                new { seconds = words[1] == "null" ? (double?)null : double.Parse(words[1], CultureInfo.InvariantCulture) });
    }
}
