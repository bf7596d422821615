using System.Buffers;
using System.Runtime.InteropServices;

namespace RawNet.Wire;

/// <summary>Reads any frame back into the packet that builds it bit for bit, with nothing said that building gives anyway (R5).</summary>
internal static class PacketReader
{
    public static Packet Read(Catalogue catalogue, LayerSequence sequence, ReadOnlySpan<byte> frame)
    {
        List<Spec> layers = ReadLayers(catalogue, sequence.GetEnumerator());
        return Settle(layers, frame);
    }

    private static List<Spec> ReadLayers(Catalogue catalogue, LayerWalk walk)
    {
        var layers = new List<Spec>();
        var open = new Stack<int>();
        int index = 0;
        for (; walk.MoveNext(); index++)
        {
            View view = walk.Current;
            bool trails = view.Kind.Table.Roles.Trails;
            if (trails && walk.PadsPayload && IsPadding(view))
            {
                index--;
                continue;
            }
            if (trails) CloseOutTo(walk.Closes, open, layers, catalogue.Trailer);
            if (view.HeaderLength == 0) continue;
            if (view.Kind.Table.Roles.StatesEnd) open.Push(index);
            layers.Add(view.HasHeader ? ItemReader.ReadOpen(view) : ReadCut(view));
            if (trails) index--;
        }
        return layers;
    }

    // Building fills a quote by itself up to the extensions behind it.
    private static bool IsPadding(scoped in View trailer) => !trailer.Bytes.ContainsAnyExcept((byte)0);

    // An empty trailer closes a layer that ends where the next outer one does not.
    private static void CloseOutTo(int layer, Stack<int> open, List<Spec> layers, Kind trailer)
    {
        while (open.Pop() != layer) layers.Add(trailer.With());
    }

    // The header is read as if zeros followed, built whole, and cut where it was cut (R4).
    private static Spec ReadCut(scoped in View view)
    {
        int needed = Math.Max(Math.Max(Diagnosis.NeededEnd(view), HeaderEnd(view)), view.Kind.Table.FixedLength);
        byte[] rented = ArrayPool<byte>.Shared.Rent(needed);
        Span<byte> padded = rented.AsSpan(0, needed);
        padded.Clear();
        view.Header.CopyTo(padded);
        View whole = View.Of(view.Kind, padded, Region.Whole(needed));
        Spec spec = ItemReader.ReadOpen(whole, view.HeaderLength);
        ArrayPool<byte>.Shared.Return(rented);
        return HeaderWriter.LengthOf(spec) == view.HeaderLength ? spec : spec.CutTo(view.HeaderLength);
    }

    private static int HeaderEnd(scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        int stated = roles.HeaderLength is { } length && view.Whole > length.Index
            ? (int)roles.HeaderScale.BytesOf(length.ShownIn(view))
            : 0;
        return Math.Max(stated, view.HeaderLength);
    }

    // The length of a quote is the only computed field that moves others. The other lengths, counts and numbers follow from the layout
    // alone; checksums follow from all that is given before them, so they come last and the innermost first.
    private static Packet Settle(List<Spec> layers, ReadOnlySpan<byte> frame)
    {
        if (TryBuild(layers) is not { } built) return GiveAll(layers, frame);
        bool changed = false;
        for (int i = 0; i < layers.Count; i++) changed |= GiveIfOther(layers, i, layers[i].Kind.Table.Behind?.Length, built, frame);
        if (changed) built = Assembly.Of(new(CollectionsMarshal.AsSpan(layers)));
        changed = false;
        for (int i = 0; i < layers.Count; i++) changed |= GiveOthers(layers, i, built, frame);
        if (changed) built = Assembly.Of(new(CollectionsMarshal.AsSpan(layers)));
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            if (built.Bytes.AsSpan().SequenceEqual(frame)) break;
            TableRoles roles = layers[i].Kind.Table.Roles;
            // The sum of what stands behind the payload is itself covered by the one in the header.
            if (GiveIfOther(layers, i, roles.ChecksumBehind, built, frame)) built.GiveSum(i, layers[i]);
            if (!roles.EndsFrame && GiveIfOther(layers, i, roles.Checksum, built, frame)) built.GiveSum(i, layers[i]);
        }
        // It covers all sums.
        if (layers is [.., var last] && last.Kind.Table.Roles.EndsFrame)
            GiveIfOther(layers, layers.Count - 1, last.Kind.Table.Roles.Checksum, built, frame);
        return new(CollectionsMarshal.AsSpan(layers));
    }

    private static bool GiveOthers(List<Spec> layers, int i, Assembly built, ReadOnlySpan<byte> frame)
    {
        TableRoles roles = layers[i].Kind.Table.Roles;
        bool changed = false;
        foreach (Field field in layers[i].Kind.Table.InOrder)
            if (field != roles.Checksum && field != roles.ChecksumBehind)
                changed |= GiveIfOther(layers, i, field as ScalarField, built, frame);
        return changed;
    }

    private static Assembly? TryBuild(List<Spec> layers)
    {
        try
        {
            return Assembly.Of(new(CollectionsMarshal.AsSpan(layers)));
        }
        catch (BuildException)
        {
            return null;
        }
    }

    private static bool GiveIfOther(List<Spec> layers, int i, ScalarField? field, Assembly built, ReadOnlySpan<byte> frame)
    {
        if (field is not { IsComputed: true } || layers[i].TryGet(field, out _)) return false;
        Placed placed = built.Layers[i];
        if (placed.BitsOf(field, frame) is not { } wanted || placed.BitsOf(field, built.Bytes) == wanted) return false;
        layers[i] = layers[i].With(new Assignment(field, wanted));
        return true;
    }

    // Lengths that no field can state, as of a packet that the network card was to split: everything computed is said.
    private static Packet GiveAll(List<Spec> layers, ReadOnlySpan<byte> frame)
    {
        int at = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            int length = Math.Min(HeaderWriter.LengthOf(layers[i]), layers[i].Cut ?? int.MaxValue);
            var placed = new Placed(layers[i], at, length, frame.Length, 0);
            foreach (Field any in layers[i].Kind.Table.InOrder)
                if (any is ScalarField { IsComputed: true } field && placed.BitsOf(field, frame) is { } bits)
                    layers[i] = layers[i].With(new Assignment(field, bits));
            at += length;
        }
        return new(CollectionsMarshal.AsSpan(layers));
    }
}
