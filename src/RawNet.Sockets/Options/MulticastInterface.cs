using System.Globalization;
using System.Net;

namespace RawNet.Sockets;

/// <summary>Where multicast leaves (IP_MULTICAST_IF): by interface index, or by one of its addresses when the index is 0.</summary>
/// <param name="Index">0 when read back: the kernel tells the address only.</param>
/// <param name="Address">Null with an index; interfaces may have no address.</param>
public readonly record struct MulticastInterface(int Index, IPAddress? Address = null)
{
    /// <summary>The index, or the address when there is one.</summary>
    public override string ToString() => Address?.ToString() ?? Index.ToString(CultureInfo.InvariantCulture);

    internal static MulticastInterface Parse(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out int index)
        ? new MulticastInterface(index)
        : new MulticastInterface(0, IPAddress.Parse(text));
}
