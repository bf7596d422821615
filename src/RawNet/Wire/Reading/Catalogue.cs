namespace RawNet.Wire;

/// <summary>All kinds of a build: finds the kind of bytes, and a kind by its name.</summary>
/// <remarks>Made once at start-up; it refuses duplicate names, duplicate numbers and overlapping kinds.</remarks>
public sealed class Catalogue
{
    private const int EthernetHeader = 14; // two addresses and a type

    private readonly NumberTable[] _spaces;
    private readonly Dictionary<string, Kind[]> _byName;
    private readonly Demux _linkTypes;

    /// <param name="linkTypes">The number space of the outermost layer.</param>
    /// <param name="data">The layer of bytes that nobody declares.</param>
    /// <param name="trailer">The layer of bytes behind a layer's own length.</param>
    /// <param name="kinds">Every kind.</param>
    /// <exception cref="InvalidOperationException">Names or numbers are taken twice, or kinds overlap.</exception>
    internal Catalogue(Demux linkTypes, Kind data, Kind trailer, params ReadOnlySpan<Kind> kinds)
    {
        (_linkTypes, Data, Trailer, Kinds) = (linkTypes, data, trailer, [.. kinds, data, trailer]);
        Missing = new(data);
        FrameCheck = Kinds.FirstOrDefault(k => k.Table.Roles.EndsFrame);
        _byName = Kinds.GroupBy(k => k.Name).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (Kind[] named in _byName.Values)
            if (named.Any(k => k.Protocol != named[0].Protocol)) throw new InvalidOperationException($"{named[0].Name} is taken twice");
        _spaces = [.. Unique(Kinds.GroupBy(k => k.Protocol).SelectMany(NumbersOf)).GroupBy(n => n.Key.Space)
            .Select(g => new NumberTable(g.Key, g.Select(n => (n.Key.Number, n.Value))))];
    }

    /// <summary>Every kind, in the order of declaration.</summary>
    public IReadOnlyList<Kind> Kinds { get; }

    internal Kind Data { get; }

    internal Kind Trailer { get; }

    /// <summary>What may stand behind all layers of an Ethernet frame.</summary>
    internal Kind? FrameCheck { get; }

    /// <summary>Data of which no byte was captured.</summary>
    internal KindSet Missing { get; }

    /// <summary>The kinds of that name: none, one, or several that a field's fixed value tells apart, as the types
    /// of IPv6 routing header.</summary>
    public IReadOnlyList<Kind> Named(string name) => _byName.GetValueOrDefault(name) ?? [];

    /// <summary>What to say of a name that no kind has: one sentence that says what would be right.</summary>
    public string UnknownName(string name) => LayerNames.Unknown(this, name);

    /// <summary>The layers of a frame, outermost first.</summary>
    /// <param name="link">What the frame begins with; of a type that no kind declares there are no layers.</param>
    /// <param name="frame">The captured bytes.</param>
    /// <param name="length">Bytes on the wire when the capture is cut, or 0 for the captured ones.</param>
    /// <param name="fcsLength">Bytes at the end of the frame on the wire that are said to be its frame check sequence:
    /// heeded when it is Ethernet's, of 4.</param>
    public LayerSequence Layers(LinkType link, ReadOnlySpan<byte> frame, int length = 0, int fcsLength = 0)
    {
        int stated = Math.Max(length, frame.Length);
        return new(this, First(link, frame), frame, stated, HasFrameCheck(link, stated, fcsLength) ? fcsLength : 0);
    }

    /// <summary>The packet that builds a frame bit for bit, with nothing said that building gives anyway (R5).</summary>
    public Packet Read(LinkType link, ReadOnlySpan<byte> frame, int length = 0, int fcsLength = 0)
    {
        Packet packet = PacketReader.Read(this, Layers(link, frame, length, fcsLength), frame);
        if (packet.Layers.Count > 0) return packet;
        // A frame of a link type without a decoder, or without any byte.
        return frame.IsEmpty ? Data.With() : Data.With(((BytesField)Data.Table.Fields[0]).Is(frame));
    }

    /// <summary>The link type of frames that begin with this kind; null when no capture file begins with it.</summary>
    public LinkType? LinkTypeOf(Kind kind) => (LinkType?)kind.Protocol.NumberIn(_linkTypes);

    internal KindSet? Next(Demux space, ulong number)
    {
        foreach (NumberTable table in _spaces)
            if (ReferenceEquals(table.Space, space)) return table.Find(number);
        return null;
    }

    // A frame that is too short for a header in front of it has none, as in Wireshark.
    private bool HasFrameCheck(LinkType link, int length, int fcsLength) =>
        link == LinkType.Ethernet && fcsLength == FrameCheck?.Table.FixedLength && length >= EthernetHeader + fcsLength;

    private KindSet? First(LinkType link, ReadOnlySpan<byte> frame) => Next(_linkTypes, (ulong)MixedLinks.TypeOf(link, frame));

    private static IEnumerable<((Demux Space, ulong Number), KindSet)> NumbersOf(IGrouping<Protocol, Kind> protocol)
    {
        var set = new KindSet([.. protocol]);
        return protocol.Key.Numbers.Select(number => ((number.Space, number.Number), set));
    }

    private static Dictionary<TKey, TValue> Unique<TKey, TValue>(IEnumerable<(TKey Key, TValue Value)> pairs)
        where TKey : notnull
    {
        var unique = new Dictionary<TKey, TValue>();
        foreach ((TKey key, TValue value) in pairs)
            if (!unique.TryAdd(key, value)) throw new InvalidOperationException($"{key} is taken twice: {unique[key]} and {value}");
        return unique;
    }
}
