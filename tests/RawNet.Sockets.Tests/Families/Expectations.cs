namespace RawNet.Sockets.Tests.Families;

/// <summary>Where a kind of socket works.</summary>
public enum Place
{
    /// <summary>On any kernel that people run.</summary>
    Here,

    /// <summary>Where a module is loaded: in the virtual machine of the tests.</summary>
    Machine,

    /// <summary>Nowhere: the kernel refuses with the error in the list, or with EAFNOSUPPORT where it does not have the family.</summary>
    Nowhere,
}

/// <summary>What must be true of every cell, written by hand; the catalogue has no part in it.</summary>
internal static class Expectations
{
    private const string List = """
        inet stream 6       here
        inet stream 262     here
        inet stream 132     machine
        inet dgram 17       here
        inet dgram 136      here
        inet raw 253        here
        inet raw 255        here
        inet raw 1          here
        inet rdm 0          ESOCKTNOSUPPORT
        inet seqpacket 132  machine
        inet6 stream 6      here
        inet6 stream 262    here
        inet6 stream 132    machine
        inet6 dgram 17      here
        inet6 dgram 136     here
        inet6 raw 253       here
        inet6 raw 255       here
        inet6 raw 58        here
        inet6 rdm 0         ESOCKTNOSUPPORT
        inet6 seqpacket 132 machine
        unix stream 0       here
        unix dgram 0        here
        unix raw 0          here
        unix rdm 0          ESOCKTNOSUPPORT
        unix seqpacket 0    here
        packet stream 0     ESOCKTNOSUPPORT
        packet dgram 0      here
        packet raw 0        here
        packet rdm 0        ESOCKTNOSUPPORT
        packet seqpacket 0  ESOCKTNOSUPPORT
        can stream 0        EPROTONOSUPPORT
        can dgram 2         machine
        can raw 1           machine
        can rdm 0           EPROTONOSUPPORT
        can seqpacket 0     EPROTONOSUPPORT
        rds stream 0        ESOCKTNOSUPPORT
        rds dgram 0         ESOCKTNOSUPPORT
        rds raw 0           ESOCKTNOSUPPORT
        rds rdm 0           ESOCKTNOSUPPORT
        rds seqpacket 0     machine
        tipc stream 0       machine
        tipc dgram 0        machine
        tipc raw 0          EPROTOTYPE
        tipc rdm 0          machine
        tipc seqpacket 0    machine
        vsock stream 0      here
        vsock dgram 0       ENODEV
        vsock raw 0         ESOCKTNOSUPPORT
        vsock rdm 0         ESOCKTNOSUPPORT
        vsock seqpacket 0   here
        """;

    /// <summary>The error by cell for those that work nowhere, else the place's word.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = List.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(w => string.Join(' ', w[..3]), w => w[3]);

    public static IEnumerable<string> Of(Place place) => All.Where(e => PlaceOf(e.Value) == place).Select(e => e.Key);

    public static string NameOf(SocketCell cell) => $"{cell.Family} {cell.TypeName} {cell.OpeningProtocol}";

    public static SocketCell Find(string name) => SocketCatalogue.All.Single(c => NameOf(c) == name);

    private static Place PlaceOf(string word) => word switch { "here" => Place.Here, "machine" => Place.Machine, _ => Place.Nowhere };
}
