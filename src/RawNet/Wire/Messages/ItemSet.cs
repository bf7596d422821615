namespace RawNet.Wire;

/// <summary>The messages that may stand in a list of records or options, and how an item says where it ends.</summary>
internal sealed class ItemSet
{
    private readonly HashSet<Kind> _singles = [];

    /// <summary>Records: all of one kind, each as long as its own fields say.</summary>
    public ItemSet(Kind record) => Kinds = new(record);

    /// <summary>Options: a type and a length first, but for <paramref name="singles"/>, which are a type alone.</summary>
    /// <param name="singles">One-byte options.</param>
    /// <param name="end">The one of them that ends the list.</param>
    /// <param name="kinds">The others, the last of them the one for unknown types.</param>
    /// <param name="raw">Bytes that form no option: after the end, or behind an impossible length.</param>
    public ItemSet(Kind[] singles, Kind? end, Kind[] kinds, Kind raw)
    {
        (Kinds, End, Raw) = (new([.. singles, .. kinds]), end, raw);
        _singles.UnionWith(singles);
    }

    public KindSet Kinds { get; }

    public Kind? End { get; }

    public Kind? Raw { get; }

    /// <summary>Expressions give an item that nobody declares by its numbers, without a word.</summary>
    public bool NumbersUnknown { get; init; }

    /// <summary>The item that fills some bytes up to a whole word; null when zeros do.</summary>
    public Func<int, Spec>? Fill { get; init; }

    /// <summary>An option may run beyond the header that holds it, up to the end of the packet; what lacks bytes there is cut.</summary>
    public bool EndWithPacket { get; init; }

    public bool AreOptions => Raw is not null;

    /// <summary>The kinds by the word that an expression uses.</summary>
    public IEnumerable<Kind> Named => Raw is null ? Kinds.All : Kinds.All.Append(Raw);

    /// <summary>Reads the item at the start of the bytes; an option with an impossible length is the raw rest.</summary>
    /// <param name="bytes">What is there of the list.</param>
    /// <param name="region">Where it lies.</param>
    /// <param name="packet">Bytes to the end that the enclosing header states.</param>
    public View Read(ReadOnlySpan<byte> bytes, scoped in Region region, int packet)
    {
        if (!AreOptions) return View.Of(Kinds.Fallback, bytes, region);
        Kind first = Kinds.Choose(bytes[..1], 1);
        if (_singles.Contains(first)) return View.Of(first, bytes[..1], region with { Stated = 1 });
        View plain = View.Of(Kinds.Fallback, bytes, region);
        bool fits = plain.HeaderLength >= 2 && plain.IsWhole && (plain.State & ViewState.Contradiction) == 0
            && plain.StatedLength <= bytes.Length;
        if (!fits)
            return EndWithPacket && ClaimBeyond(plain, region, packet) is { } claimed
                ? ReadCut(bytes, region with { Stated = claimed })
                : ReadRaw(bytes, region);
        ReadOnlySpan<byte> own = bytes[..plain.StatedLength];
        View chosen = View.Of(Kinds.Choose(own, own.Length), own, region with { Stated = own.Length });
        // Whose fields need more or less than the option's length is only a type, a length and bytes.
        return chosen.IsWhole && chosen.HeaderLength == own.Length
            ? chosen
            : View.Of(Kinds.Fallback, own, region with { Stated = own.Length });
    }

    // The length that an option claims beyond what the packet or the capture has.
    private int? ClaimBeyond(scoped in View plain, scoped in Region region, int packet)
    {
        ReadOnlySpan<byte> bytes = plain.Bytes;
        TableRoles roles = Kinds.Fallback.Table.Roles;
        int claimed = bytes.Length < Kinds.Fallback.Table.FixedLength
            ? Kinds.Fallback.Table.FixedLength
            : (int)roles.LengthScale.BytesOf(roles.Length!.Bits64(bytes));
        bool isCaptureCut = bytes.Length < region.Stated && claimed > bytes.Length;
        return claimed > packet || isCaptureCut ? claimed : null;
    }

    private View ReadCut(ReadOnlySpan<byte> bytes, scoped in Region region)
    {
        View cut = View.Of(Kinds.Choose(bytes, region.Stated), bytes, region);
        if (cut.IsWhole) cut.SetHeader(bytes.Length, (byte)(cut.Kind.Table.Fields.Count - 1), ViewState.Truncated);
        return cut;
    }

    private View ReadRaw(ReadOnlySpan<byte> bytes, scoped in Region region)
    {
        View.Read(Raw!, bytes, region, out View rest);
        rest.SetHeader(bytes.Length, View.AllFields, region.State | ViewState.Contradiction);
        return rest;
    }
}
