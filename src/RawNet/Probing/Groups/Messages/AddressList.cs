using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>The addresses of a list in a message, of either family.</summary>
internal readonly ref struct AddressList
{
    private readonly ListView<Ipv4Address> _ipv4;
    private readonly ListView<Ipv6Address> _ipv6;

    public AddressList(ListView<Ipv4Address> list) => _ipv4 = list;

    public AddressList(ListView<Ipv6Address> list) => _ipv6 = list;

    public int Count => _ipv4.Count + _ipv6.Count;

    public NetworkAddress this[int index] => _ipv4.Count > 0 ? _ipv4[index] : _ipv6[index];

    /// <summary>Copies them into room that grows when it must; returns the part with them.</summary>
    public ReadOnlySpan<NetworkAddress> CopyTo(ref NetworkAddress[] room)
    {
        if (room.Length < Count) Array.Resize(ref room, Count);
        for (int i = 0; i < Count; i++) room[i] = this[i];
        return room.AsSpan(0, Count);
    }

    public SourceSet ToSet()
    {
        if (Count == 0) return SourceSet.Empty;
        NetworkAddress[] all = new NetworkAddress[Count];
        return SourceSet.Of(CopyTo(ref all));
    }
}
