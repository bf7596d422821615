using System.Globalization;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The words for families, types and protocols: ours and those of the documents.</summary>
public static class SocketWords
{
    /// <summary>inet, AF_INET or 2; null when there is no such family here.</summary>
    public static SocketFamily? Family(string word) => SocketFamily.All.FirstOrDefault(f =>
        f.Name == word || f.Symbol == word || f.Number.ToString(CultureInfo.InvariantCulture) == word);

    /// <summary>stream or SOCK_STREAM; null when there is no such type.</summary>
    public static SocketType? Type(string word) => SocketCatalogue.All.Select(kind => (SocketType?)kind.Type)
        .FirstOrDefault(type => SocketKind.NameOf(type!.Value) == word || Names.Type((int)type.Value) == word);

    /// <summary>tcp, IPPROTO_TCP or 6; bcm or CAN_BCM; 0x88b5; in any case. Null when the word is none of the family's.</summary>
    public static int? Protocol(SocketFamily family, SocketType type, string word) =>
        SocketCatalogue.Of(family, type).FirstOrDefault(kind => Is(word, kind.ProtocolName) || Is(word, SymbolOf(kind)))?.Protocol
        ?? (IsInternet(family) ? InternetNumber(word) : null) ?? Number(word);

    private static string SymbolOf(SocketKind kind) => kind.Family == SocketFamily.Can ? $"CAN_{kind.ProtocolName}"
        : IsInternet(kind.Family) ? $"IPPROTO_{kind.ProtocolName}"
        : kind.ProtocolName;

    private static int? InternetNumber(string word) => Enum.GetValues<InternetProtocol>().Cast<InternetProtocol?>()
        .FirstOrDefault(known => Is(word, known.ToString()!) || Is($"IPPROTO_{word}", known.ToString()!)) is { } protocol
        ? (int)protocol
        : null;

    private static int? Number(string word)
    {
        bool isHex = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = int.TryParse(isHex ? word.AsSpan(2) : word, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture, out int number);
        return isNumber ? number : null;
    }

    private static bool IsInternet(SocketFamily family) => family == SocketFamily.Inet || family == SocketFamily.Inet6;

    private static bool Is(string word, string name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);
}
