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

/// <summary>What must be true of every kind of the catalogue: the verdict of a C program on a kernel with every
/// module, kept in <c>cells.txt</c>.</summary>
internal static class Expectations
{
    private static readonly Dictionary<string, string> _listed = Lines().Where(l => !l.StartsWith('#'))
        .Select(l => l.Split(' ')).ToDictionary(w => string.Join(' ', w[..3]), w => w[3] == "works" ? "works" : w[4]);

    /// <summary>The error by kind for those that work nowhere, else "works". A kind that the list does not have throws.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = SocketCatalogue.All.Select(NameOf)
        .ToDictionary(name => name, name => _listed[name]);

    public static IEnumerable<string> Of(Place place) => All.Where(e => PlaceOf(e.Key, e.Value) == place).Select(e => e.Key);

    public static string NameOf(SocketKind kind) => $"{kind.Family} {kind.TypeName} {kind.OpeningProtocol}";

    public static SocketKind Find(string name) => SocketCatalogue.All.Single(c => NameOf(c) == name);

    private static Place PlaceOf(string name, string verdict) =>
        verdict != "works" ? Place.Nowhere : IsOfAModule(name) ? Place.Machine : Place.Here;

    // CAN, RDS, TIPC and SCTP are modules that few distributions load by themselves.
    private static bool IsOfAModule(string name) => name.Split(' ') is ["can" or "rds" or "tipc", ..] or [_, _, "132"];

    private static IEnumerable<string> Lines()
    {
        using StreamReader reader = new(typeof(Expectations).Assembly.GetManifestResourceStream("cells.txt")!);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
