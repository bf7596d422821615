namespace RawNet.Wire;

/// <summary>
/// A built packet whose fields can be patched: checksums follow by RFC 1624 and the MAC address of a group its address,
/// nothing is allocated after a field's first use.
/// </summary>
/// <remarks>Checksums and MAC addresses that were given on purpose stay as given. Not safe for use by several threads at once.</remarks>
public sealed class Template
{
    private readonly byte[] _bytes;
    private readonly Assembly _assembly;
    private readonly List<Slot> _slots = [];
    private int _givenMac = -1;

    internal Template(Assembly assembly) => (_assembly, _bytes) = (assembly, assembly.Bytes);

    /// <summary>The packet as it stands.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The packet as it stands, for sends that want memory.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    /// <summary>Writes a shown value into the outermost layer that has this field;
    /// a cut header has the fields that are kept whole.</summary>
    /// <remarks>
    /// A UDP length and the fields of a routing header say what a checksum covers: such sums are computed anew from the bytes,
    /// and the first use of a field behind a new length allocates again.
    /// </remarks>
    /// <exception cref="ArgumentException">No layer has the field.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No bits show the value.</exception>
    public Template Set<T>(Field<T> field, T value)
        where T : unmanaged
    {
        Slot slot = SlotOf(field);
        UInt128 bits = field.Encode(Scalar.ToBits(value));
        Span<byte> part = _bytes.AsSpan(slot.Part);
        int from = slot.Part + (field.BitOffset / 8), length = field.ByteLength;
        Change change = Before(slot, from, length);
        field.Write(part, bits);
        if (field.Computed == Computed.GroupMac) _givenMac = slot.Part;
        if (slot.GroupMac is { } mac && mac.Frame != _givenMac) mac.Write(_bytes, field, bits);
        After(slot, from, length, change);
        return this;
    }

    /// <summary>Overwrites bytes of a field of bytes, from an offset in it; the length stays.</summary>
    /// <exception cref="ArgumentException">No layer has the field, or the bytes do not fit.</exception>
    public Template Set(BytesField field, ReadOnlySpan<byte> value, int offset = 0)
    {
        Slot slot = SlotOf(field);
        if (offset < 0 || offset + value.Length > slot.Length)
            throw new ArgumentException($"{field.Name} has {slot.Length} bytes here", nameof(value));
        Change change = Before(slot, slot.Part + offset, value.Length);
        value.CopyTo(_bytes.AsSpan(slot.Part + offset));
        After(slot, slot.Part + offset, value.Length, change);
        return this;
    }

    private readonly record struct Sum(int At, int Start, int Length, bool ZeroIsAbsent);

    /// <summary>Words that change, summed as each covering checksum aligns them: even or odd start.</summary>
    private readonly record struct Change(ulong Even, ulong Odd);

    /// <param name="Field">What is patched.</param>
    /// <param name="Part">Where its part of the header begins, from the start of the packet.</param>
    /// <param name="Length">Bytes of a variable field.</param>
    /// <param name="Direct">The sums that cover it.</param>
    /// <param name="Pseudo">The sums whose pseudo-header has it.</param>
    /// <param name="Anew">True when the field steers what sums cover, or may lie across the end of it: then they are computed
    /// from the bytes instead of following by RFC 1624.</param>
    private sealed record Slot(Field Field, int Part, int Length, Sum[] Direct, Sum[] Pseudo, bool Anew)
    {
        /// <summary>The open destination of the frame, which follows the field.</summary>
        public FollowingMac? GroupMac { get; init; }
    }

    /// <param name="Frame">Where the frame's header begins.</param>
    /// <param name="Field">Its destination.</param>
    private sealed record FollowingMac(int Frame, ScalarField Field)
    {
        public void Write(Span<byte> packet, ScalarField destination, UInt128 bits) =>
            Field.Write(packet[Frame..], (MacAddress.OfGroup(destination.Width, bits) ?? default).ToUInt64());
    }

    private Slot SlotOf(Field field)
    {
        foreach (Slot slot in _slots)
            if (ReferenceEquals(slot.Field, field)) return slot;
        return Locate(field);
    }

    private Slot Locate(Field field)
    {
        for (int i = 0; i < _assembly.Layers.Count; i++)
        {
            if (PlaceIn(_assembly.Layers[i], field) is not { } place) continue;
            FollowingMac? mac = MacThatFollows(i, field);
            bool anew = SteersSums(i, field) || mac is { Frame: > 0 }
                || (IsAnySumShort() && field is not ScalarField { Computed: Computed.Checksum });
            Sum[] direct = anew ? [] : [.. SumsOver(i, field, place.Part)], pseudo = anew ? [] : [.. PseudoSumsFrom(i, field)];
            var slot = new Slot(field, place.Part, place.Length, direct, pseudo, anew) { GroupMac = mac };
            _slots.Add(slot);
            return slot;
        }
        throw new ArgumentException($"no layer of this packet has {field.Name}", nameof(field));
    }

    private FollowingMac? MacThatFollows(int layer, Field field)
    {
        if (field != field.Table.Roles.Destination) return null;
        for (int i = layer - 1; i >= 0 && _assembly.Layers[i].Spec.Kind.Table.Roles.Destination is null; i--)
        {
            Placed frame = _assembly.Layers[i];
            if (frame.Spec.Kind.Table.Roles.GroupMac is not { } mac) continue;
            bool isOpen = !frame.Spec.TryGet(mac, out _) && mac.CanLoad(_bytes.AsSpan(frame.Start, frame.Header));
            return isOpen ? new(frame.Start, mac) : null;
        }
        return null;
    }

    /// <summary>Where a field stands, and how many bytes of a variable one are kept; null when the layer does not have it.</summary>
    private (int Part, int Length)? PlaceIn(in Placed placed, Field field)
    {
        bool isBehind = field.Index >= field.Table.FirstBehind;
        if (placed.Spec.Kind.Table != field.Table || (isBehind && placed.Behind == 0)) return null;
        int part = isBehind
            ? placed.Behind + HeaderWriter.PartOffsetBehind(placed.Spec, field.Part)
            : placed.Start + HeaderWriter.PartOffset(placed.Spec, field.Part);
        int end = isBehind ? placed.End : placed.Start + placed.Header;
        if (part > end) return null;
        if (field is ScalarField scalar) return scalar.CanLoad(_bytes.AsSpan(part..end)) ? (part, 0) : null;
        var variable = (VariableField)field;
        int length = variable.LengthOf(placed.Spec.PartsOf(variable)), kept = Math.Min(length, end - part);
        return kept > 0 || length == 0 ? (part, kept) : null;
    }

    // RFC 768 and RFC 8200, 8.1: the pseudo-header has the length of the datagram, and the last stop of a route that is not used up.
    private bool SteersSums(int layer, Field field)
    {
        TableRoles roles = field.Table.Roles;
        bool isCovering = field == roles.Length && (roles.Covers & Covers.Region) != 0;
        return isCovering || SaysAddress(layer) || ((field == roles.Destination || field == roles.Source) && IsAddressSaidBehind(layer));
    }

    private bool IsAddressSaidBehind(int layer)
    {
        for (int i = layer + 1; i < _assembly.Layers.Count; i++)
            if (SaysAddress(i)) return true;
        return false;
    }

    private bool SaysAddress(int layer) => _assembly.Layers[layer].Spec.Kind is { FinalStop: not null } or { HomeAddress: not null };

    // A field or a checksum may lie on the end of what such a sum covers.
    private bool IsAnySumShort()
    {
        for (int i = 0; i < _assembly.Layers.Count; i++)
        {
            bool isRegion = (_assembly.Layers[i].Spec.Kind.Table.Roles.Covers & Covers.Region) != 0;
            if (isRegion && SumOf(i) is { } sum && sum.Start + sum.Length < _assembly.Layers[i].End) return true;
        }
        return false;
    }

    private IEnumerable<Sum> SumsOver(int layer, Field field, int part)
    {
        int at = part + (field is ScalarField scalar ? scalar.BitOffset / 8 : 0);
        if (SumBehind(layer) is { } behind && field != field.Table.Roles.ChecksumBehind
            && at >= behind.Start && at < behind.Start + behind.Length)
            yield return behind;
        for (int i = 0; i <= layer; i++)
            if (SumOf(i) is { } sum && field != _assembly.Layers[i].Spec.Kind.Table.Roles.Checksum
                && at >= sum.Start && at < sum.Start + sum.Length)
                yield return sum;
    }

    // RFC 8200, 8.1: the addresses are covered by the transport checksums inside.
    private IEnumerable<Sum> PseudoSumsFrom(int layer, Field field)
    {
        TableRoles roles = _assembly.Layers[layer].Spec.Kind.Table.Roles;
        bool isRouted = field == roles.Destination && ChecksumRule.LastStop(_assembly.ViewOf(layer)) is not null;
        if (isRouted || (field != roles.Source && field != roles.Destination)) yield break;
        for (int i = layer + 1; i < _assembly.Layers.Count; i++)
        {
            bool covers = (_assembly.Layers[i].Spec.Kind.Table.Roles.Covers & Covers.PseudoHeader) != 0;
            if (covers && _assembly.NetworkAbove(i) == layer && SumOf(i) is { } sum) yield return sum;
        }
    }

    private Sum? SumBehind(int layer)
    {
        Placed placed = _assembly.Layers[layer];
        if (placed.Behind == 0 || placed.Spec.Kind.Table.Roles.ChecksumBehind is not { } field || placed.Spec.TryGet(field, out _))
            return null;
        int at = placed.Behind + HeaderWriter.PartOffsetBehind(placed.Spec, field.Part) + (field.BitOffset / 8);
        return new(at, placed.Behind, placed.End - placed.Behind, ZeroIsAbsent: false);
    }

    private Sum? SumOf(int layer)
    {
        Placed placed = _assembly.Layers[layer];
        TableRoles roles = placed.Spec.Kind.Table.Roles;
        if (roles.EndsFrame || roles.Checksum is not { } field || placed.Spec.TryGet(field, out _)) return null;
        int at = placed.Start + HeaderWriter.PartOffset(placed.Spec, field.Part) + (field.BitOffset / 8);
        (int start, int length) = _assembly.CoveredBy(layer);
        return at + 2 > placed.Start + placed.Header ? null : new(at, start, length, roles.ZeroIsAbsent);
    }

    private Change Before(Slot slot, int from, int length) =>
        slot.Direct.Length + slot.Pseudo.Length == 0 ? default : SumsAround(from, length);

    private void After(Slot slot, int from, int length, in Change before)
    {
        if (slot.Anew) SumAnew(slot.Field);
        if (slot.Direct.Length + slot.Pseudo.Length > 0)
        {
            Change after = SumsAround(from, length);
            foreach (Sum sum in slot.Direct) Adjust(sum, (from - sum.Start) % 2 == 0, before, after);
            foreach (Sum sum in slot.Pseudo) Adjust(sum, even: true, before, after);
        }
        if (!slot.Field.Table.Roles.EndsFrame) _assembly.WriteFrameCheck();
    }

    private void SumAnew(Field field)
    {
        _assembly.WriteSums(_assembly.Layers.Count - 1);
        if (field == field.Table.Roles.Length) _slots.Clear(); // they know what was covered before
    }

    private Change SumsAround(int from, int length)
    {
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(from, length);
        ulong even = InternetChecksum.Sum(bytes);
        // The same bytes one byte later: each sum swaps its halves (RFC 1071, section 2 B).
        ushort folded = InternetChecksum.Fold(even);
        return new(even, (ushort)(folded << 8 | folded >> 8));
    }

    private void Adjust(in Sum sum, bool even, in Change before, in Change after)
    {
        Span<byte> field = _bytes.AsSpan(sum.At, 2);
        ushort old = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(field);
        ushort updated = InternetChecksum.Update(old, even ? before.Even : before.Odd, even ? after.Even : after.Odd);
        if (updated == 0 && sum.ZeroIsAbsent) updated = 0xffff;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(field, updated);
        RefreshOuter(sum, old, updated);
    }

    // A checksum is itself covered by the checksums of enclosing layers: UDP inside ICMP, for one.
    private void RefreshOuter(in Sum inner, ushort before, ushort after)
    {
        for (int i = 0; i < _assembly.Layers.Count; i++)
        {
            if (SumOf(i) is not { } outer || outer.At == inner.At || inner.At < outer.Start || inner.At >= outer.Start + outer.Length)
                continue;
            bool even = (inner.At - outer.Start) % 2 == 0;
            Adjust(outer, even: true, even ? new(before, 0) : new(Swap(before), 0), even ? new(after, 0) : new(Swap(after), 0));
        }
    }

    private static ushort Swap(ushort value) => (ushort)(value << 8 | value >> 8);
}
