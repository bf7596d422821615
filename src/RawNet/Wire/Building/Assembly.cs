using System.Buffers;
using System.Buffers.Binary;

namespace RawNet.Wire;

/// <summary>One layer of a built packet: its bytes are [Start, Start + Header), its region ends at End.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Start">Bytes from the start of the packet.</param>
/// <param name="Header">Bytes of the header that are kept.</param>
/// <param name="End">Where the region ends, from the start of the packet.</param>
/// <param name="Quote">How many ICMP errors the layer is quoted by.</param>
internal readonly record struct Placed(Spec Spec, int Start, int Header, int End, int Quote)
{
    public byte[] Omitted { get; init; } = [];

    /// <summary>Where the fields behind the payload begin, from the start of the packet; 0 when there are none.</summary>
    public int Behind { get; init; }

    /// <summary>The bits of a field whose last bytes may be cut away, which then count as zero; null when all of it is.</summary>
    /// <param name="field">A field of the layer.</param>
    /// <param name="packet">The bytes in which the layer is placed.</param>
    public UInt128? BitsOf(ScalarField field, ReadOnlySpan<byte> packet)
    {
        if (field.Index >= field.Table.FirstBehind)
            return Behind == 0 ? null : field.Bits(packet[(Behind + HeaderWriter.PartOffsetBehind(Spec, field.Part))..End]);
        int part = HeaderWriter.PartOffset(Spec, field.Part);
        if (part + (field.BitOffset / 8) >= Header) return null;
        int length = HeaderWriter.LengthOf(Spec) - part;
        ReadOnlySpan<byte> there = packet.Slice(Start + part, Header - part);
        if (there.Length >= length) return field.Bits(there);
        // The run of fixed fields is short, whatever list follows it.
        Span<byte> padded = stackalloc byte[Spec.Kind.Table.Parts[field.Part].Length];
        there[..Math.Min(there.Length, padded.Length)].CopyTo(padded);
        return field.Bits(padded);
    }
}

/// <summary>A built packet: the bytes and where each layer lies in them.</summary>
internal sealed class Assembly
{
    private const int BehindAll = -1; // no header counts what is cut off there

    private readonly Spec[] _specs;
    private readonly Placed[] _layers;

    private Assembly(Packet packet)
    {
        _specs = [.. packet.Layers];
        _layers = new Placed[_specs.Length];
        Bytes = new byte[Place()];
        for (int i = 0; i < _layers.Length; i++) WriteHeader(i);
        WriteSums(_layers.Length - 1);
    }

    public byte[] Bytes { get; }

    public IReadOnlyList<Placed> Layers => _layers;

    public static Assembly Of(Packet packet) => new(packet);

    /// <summary>Gives a layer its checksum and computes anew those that cover it; nothing moves,
    /// and no layer inside depends on it.</summary>
    public void GiveSum(int layer, Spec given)
    {
        _specs[layer] = given;
        _layers[layer] = _layers[layer] with { Spec = given };
        for (int i = layer; i >= 0; i--) WriteHeader(i);
        WriteSums(layer);
    }

    /// <summary>Computes the open checksums of a layer and of all around it from the bytes as they stand, inner ones first.</summary>
    public void WriteSums(int innermost)
    {
        for (int i = innermost; i >= 0; i--) WriteChecksum(i);
        WriteFrameCheck();
    }

    /// <summary>Computes an open frame check sequence from the bytes as they stand; of a cut one what is kept.</summary>
    public void WriteFrameCheck()
    {
        if (_layers is not [.., var last] || !last.Spec.Kind.Table.Roles.EndsFrame
            || last.Spec.TryGet(last.Spec.Kind.Table.Roles.Checksum!, out _))
            return;
        Span<byte> sum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(sum, FrameCheckSum.Of(Bytes.AsSpan(0, last.Start)));
        sum[..last.Header].CopyTo(Bytes.AsSpan(last.Start));
    }

    /// <summary>The layer whose addresses the pseudo-header of a layer takes, or -1.</summary>
    public int NetworkAbove(int layer)
    {
        while (--layer >= 0)
            if (_specs[layer].Kind.Table.Roles is { Source: not null, Destination: not null }) return layer;
        return -1;
    }

    /// <summary>The bytes that the checksum of a layer covers.</summary>
    public (int Start, int Length) CoveredBy(int layer)
    {
        Placed placed = _layers[layer];
        TableRoles roles = placed.Spec.Kind.Table.Roles;
        if ((roles.Covers & Covers.Region) == 0) return (placed.Start, placed.Header);
        return (placed.Start, CoveredOf(placed, placed.End - placed.Start));
    }

    // R12: the length that stands in the header says what is covered, as far as there are bytes.
    private int CoveredOf(in Placed placed, int region) =>
        StatedBy(placed) is { } stated && stated >= (ulong)placed.Header && stated <= (ulong)region ? (int)stated : region;

    private ulong? StatedBy(in Placed placed)
    {
        TableRoles roles = placed.Spec.Kind.Table.Roles;
        if (roles.Length is not { } field) return null;
        int part = HeaderWriter.PartOffset(placed.Spec, field.Part);
        ReadOnlySpan<byte> bytes = Bytes.AsSpan(placed.Start, placed.Header)[Math.Min(part, placed.Header)..];
        if (field.CanLoad(bytes)) return roles.LengthScale.BytesOf((ulong)field.Show(field.Bits(bytes)));
        return placed.Spec.TryGet(field, out Assignment given) ? roles.LengthScale.BytesOf((ulong)field.Show(given.Bits)) : null;
    }

    /// <summary>The header of a layer as it stands.</summary>
    public View ViewOf(int layer)
    {
        Placed placed = _layers[layer];
        return View.Of(placed.Spec.Kind, Bytes.AsSpan(placed.Start, placed.Header), Region.Whole(placed.Header));
    }

    // Outermost first; a trailer closes the innermost open layer that states a length (R3).
    private int Place()
    {
        var open = new Stack<int>();
        int at = 0, quote = 0;
        for (int i = 0; i < _specs.Length; i++)
        {
            TableRoles roles = _specs[i].Kind.Table.Roles;
            if (i > 0) CheckMayFollow(_specs[i - 1], roles, i);
            if (roles.EndsFrame) (at, quote) = (CloseFrom(0, i, at), BehindAll);
            else if (roles.Trails) at = CloseFrom(Pop(open), i, at);
            int length = HeaderWriter.LengthOf(_specs[i]);
            int kept = Math.Min(_specs[i].Cut ?? length, length);
            _layers[i] = new(_specs[i], at, kept, End: -1, quote) { Omitted = kept < length ? new byte[length - kept] : [] };
            if (roles.StatesEnd) open.Push(i);
            if (roles.Quotes) quote++;
            at += kept;
        }
        return CloseFrom(0, _specs.Length, at);
    }

    private void CheckMayFollow(Spec before, TableRoles roles, int i)
    {
        bool isEnd = before.Kind.Table.Roles.EndsFrame || (before.Kind.Table.Roles.Trails && !roles.Trails && !roles.EndsFrame);
        if (isEnd)
            throw new BuildException(
                $"{_specs[i].Kind.Name} cannot follow {(before.Kind.Table.Roles.EndsFrame ? "the frame check sequence" : "a trailer")}");
    }

    private static int Pop(Stack<int> open) => open.TryPop(out int layer)
        ? layer
        : throw new BuildException("a trailer closes a layer that states its end, and no such layer is open");

    // Innermost first: what stands behind a payload comes after all that the payload holds.
    private int CloseFrom(int first, int limit, int at)
    {
        for (int i = limit - 1; i >= first; i--)
        {
            if (_layers[i].End >= 0) continue;
            if (HeaderWriter.LengthBehind(_specs[i]) is > 0 and var length)
            {
                int behind = at + _specs[i].Kind.Table.Behind!.PaddingOf(at - _layers[i].Start - _layers[i].Header, _specs[i]);
                at = behind + length;
                _layers[i] = _layers[i] with { Behind = behind };
            }
            _layers[i] = _layers[i] with { End = at };
        }
        return at;
    }

    private void WriteHeader(int i)
    {
        Placed placed = _layers[i];
        int length = HeaderWriter.LengthOf(placed.Spec);
        int region = placed.End - placed.Start + OmittedFrom(i);
        var surroundings = new Surroundings(length, region, placed.Behind > 0 ? placed.Behind - placed.Start - placed.Header : 0,
            NextProtocol(i), GroupMacFor(i));
        Span<byte> own = Bytes.AsSpan(placed.Start, placed.Header);
        if (placed.Behind > 0) HeaderWriter.WriteBehind(placed.Spec, Bytes.AsSpan(placed.Behind..placed.End), surroundings);
        if (placed.Header == length)
        {
            HeaderWriter.Write(placed.Spec, own, surroundings);
            return;
        }
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        Span<byte> whole = rented.AsSpan(0, length);
        whole.Clear();
        HeaderWriter.Write(placed.Spec, whole, surroundings);
        whole[..placed.Header].CopyTo(own);
        whole[placed.Header..].CopyTo(placed.Omitted);
        ArrayPool<byte>.Shared.Return(rented);
    }

    // R4: a quoted packet was whole when it was sent; what cites it counts only what is kept.
    private int OmittedFrom(int i)
    {
        int omitted = 0;
        for (int inner = i; inner < _layers.Length && _layers[inner].Start < _layers[i].End + 1; inner++)
            if (_layers[inner].Quote == _layers[i].Quote) omitted += _layers[inner].Omitted.Length;
        return omitted;
    }

    private Protocol? NextProtocol(int i) => i + 1 < _specs.Length ? _specs[i + 1].Kind.Protocol : null;

    private MacAddress GroupMacFor(int i)
    {
        for (int inner = i + 1; inner < _specs.Length; inner++)
        {
            if (_specs[inner].Kind.Table.Roles.Destination is not { } destination) continue;
            return MacAddress.OfGroup(destination.Width, _specs[inner].BitsOf(destination)) ?? default;
        }
        return default;
    }

    private void WriteChecksumBehind(in Placed placed)
    {
        if (placed.Behind == 0 || placed.Spec.Kind.Table.Roles.ChecksumBehind is not { } field || placed.Spec.TryGet(field, out _)) return;
        Span<byte> behind = Bytes.AsSpan(placed.Behind..placed.End);
        Span<byte> part = behind[HeaderWriter.PartOffsetBehind(placed.Spec, field.Part)..];
        field.Write(part, 0);
        field.Write(part, InternetChecksum.Of(behind));
    }

    private void WriteChecksum(int i)
    {
        Placed placed = _layers[i];
        WriteChecksumBehind(placed);
        TableRoles roles = placed.Spec.Kind.Table.Roles;
        if (roles.EndsFrame || roles.Checksum is not { } field || placed.Spec.TryGet(field, out _)) return;
        int part = HeaderWriter.PartOffset(placed.Spec, field.Part);
        if (part + ((field.BitOffset + 16) / 8) > placed.Header) return;
        Span<byte> own = Bytes.AsSpan(placed.Start + part, placed.Header - part);
        field.Write(own, 0);
        (int start, int length) = CoveredBy(i);
        bool isWhole = (roles.Covers & Covers.Region) == 0 || OmittedFrom(i) == 0;
        ReadOnlySpan<byte> covered = isWhole ? Bytes.AsSpan(start, length) : WithOmitted(i);
        ulong sum = InternetChecksum.Sum(covered) + PseudoHeaderSum(i, covered.Length);
        ushort checksum = InternetChecksum.Finish(sum);
        if (checksum == 0 && roles.ZeroIsAbsent) checksum = 0xffff;
        field.Write(own, checksum);
    }

    private UInt128? RoutedTo(int network, int layer)
    {
        UInt128? last = null;
        for (int i = network + 1; i < layer; i++) last = _specs[i].Kind.FinalStop?.Invoke(ViewOf(i)) ?? last;
        return last;
    }

    private UInt128? HomeOf(int network, int layer)
    {
        UInt128? home = null;
        for (int i = network + 1; i < layer; i++) home = _specs[i].Kind.HomeAddress?.Invoke(ViewOf(i)) ?? home;
        return home;
    }

    private ReadOnlySpan<byte> WithOmitted(int i)
    {
        Placed placed = _layers[i];
        IEnumerable<byte[]> omitted = _layers.Skip(i).Where(l => l.Quote == placed.Quote).Select(l => l.Omitted);
        byte[] whole = [.. Bytes[placed.Start..placed.End], .. omitted.SelectMany(bytes => bytes)];
        return whole.AsSpan(0, CoveredOf(placed, whole.Length));
    }

    private ulong PseudoHeaderSum(int i, int length)
    {
        if ((_specs[i].Kind.Table.Roles.Covers & Covers.PseudoHeader) == 0) return 0;
        int network = NetworkAbove(i);
        if (network < 0) return 0;
        ushort addresses = ChecksumRule.AddressSum(ViewOf(network), HomeOf(network, i), RoutedTo(network, i));
        return ChecksumRule.PseudoHeaderSum(_specs[network].Kind, addresses, _specs[i].Kind.Protocol, length);
    }
}
