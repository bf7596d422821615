using System.Buffers.Binary;
using System.Net.Sockets;
using RawNet.Sockets;

namespace RawNet.Cli.Inspection;

/// <summary>Which kind of socket the options are asked of.</summary>
/// <param name="Family">AF_*.</param>
/// <param name="Type">SOCK_*.</param>
/// <param name="Protocol">As socket(2) is told it, but of packet sockets in host order.</param>
internal sealed record SocketKind(int Family, SocketType Type, int Protocol)
{
    public const int Unix = 1;
    public const int Inet = 2;
    public const int Inet6 = 10;
    public const int Packet = 17;

    private bool IsInternet => Family is Inet or Inet6;

    /// <summary>Opens one in the network namespace of this thread.</summary>
    public PlainSocket Open() => PlainSocket.Open(Family, (int)Type, Family == Packet ? BinaryPrimitives.ReverseEndianness((ushort)Protocol) : Protocol);

    /// <summary>The options of the levels that such a socket has.</summary>
    public IEnumerable<SocketOption> Options() => SocketOption.All.Where(option => Has(option.DeclaredOn.Name));

    /// <summary>The option of this name: of a level that the socket has, if there is one.</summary>
    /// <exception cref="UsageException">There is none; the message names those that are near.</exception>
    public SocketOption Named(string name) => Options().FirstOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? SocketOption.Find(name) ?? throw Unknown(name);

    private bool Has(string level) => level switch
    {
        "SOL_SOCKET" => true,
        "IPPROTO_IP" => Family == Inet,
        "IPPROTO_IPV6" => Family == Inet6,
        "IPPROTO_TCP" => IsInternet && Type == SocketType.Stream && Protocol is 0 or (int)ProtocolType.Tcp,
        "SOL_RAW" => Family == Inet && Type == SocketType.Raw && Protocol == (int)ProtocolType.Icmp,
        "IPPROTO_ICMPV6" => Family == Inet6 && Type == SocketType.Raw && Protocol == (int)ProtocolType.IcmpV6,
        _ => Family == Packet,
    };

    private static UsageException Unknown(string name)
    {
        string word = name.ToUpperInvariant();
        IEnumerable<string> near = SocketOption.All.Select(o => o.Name).Distinct()
            .OrderBy(n => n.Contains(word, StringComparison.Ordinal) ? 0 : UsageError.Distance(n, word)).ThenBy(n => n, StringComparer.Ordinal).Take(5);
        return new UsageException($"there is no option '{name}'; near are {string.Join(", ", near)}; 'rawnet options' lists those of a socket");
    }
}
