namespace RawNet.Wire;

/// <summary>Layers from the outermost inwards. One object serves crafting, matching and verifying.</summary>
public sealed class Packet
{
    private readonly Spec[] _layers;

    /// <summary>A packet of these layers, outermost first.</summary>
    public Packet(params ReadOnlySpan<Spec> layers) => _layers = layers.ToArray();

    /// <summary>The layers, outermost first.</summary>
    public IReadOnlyList<Spec> Layers => _layers;

    /// <summary>A layer alone is a packet.</summary>
    public static implicit operator Packet(Spec layer) => new(layer);

    /// <summary>This packet with more layers inside its innermost one.</summary>
    public Packet Carrying(Packet inner) => new([.. _layers, .. inner._layers]);

    /// <summary>The bytes: what is given is written, what is open is computed or default, inner checksums first.</summary>
    /// <exception cref="BuildException">A length or count does not fit its field and is not given.</exception>
    public byte[] ToBytes() => Assembly.Of(this).Bytes;

    /// <summary>Writes the bytes at the start of a buffer, whatever it held, and returns their number.</summary>
    /// <exception cref="ArgumentException">The buffer is too small.</exception>
    /// <exception cref="BuildException">A length or count does not fit its field and is not given.</exception>
    public int Write(Span<byte> buffer)
    {
        byte[] bytes = ToBytes();
        if (bytes.Length > buffer.Length)
            throw new ArgumentException($"{bytes.Length} bytes do not fit into {buffer.Length}", nameof(buffer));
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    /// <summary>The same packet with every field said, the computed ones as building computes them.</summary>
    /// <exception cref="BuildException">A length or count does not fit its field and is not given.</exception>
    public Packet InFull()
    {
        var built = Assembly.Of(this);
        return new([.. built.Layers.Select(layer => InFull(layer, built.Bytes))]);
    }

    /// <summary>The bytes once, to be patched field by field: for packets that are sent more than once.</summary>
    public Template Compile() => new(Assembly.Of(this));

    /// <summary>The expression that builds this packet.</summary>
    public override string ToString()
    {
        TextBuffer text = new();
        foreach (Spec layer in _layers)
        {
            if (text.Length > 0) text.Append(" / ");
            ExpressionText.Append(ref text, layer);
        }
        // Read back, a common header that nothing follows would be taken for the whole message.
        if (_layers is [.., var last] && CommonHeader.MeantBy(last).Length > 0)
            ExpressionText.AppendCut(ref text, last.Kind.Table.FixedLength);
        return text.Finish();
    }

    private static Spec InFull(in Placed placed, ReadOnlySpan<byte> bytes)
    {
        Spec spec = placed.Spec;
        foreach (ScalarField field in spec.Kind.Table.Fields.OfType<ScalarField>())
            if (!spec.TryGet(field, out _) && placed.BitsOf(field, bytes) is { } bits) spec = spec.With(new Assignment(field, bits));
        return spec;
    }
}

/// <summary>What makes a packet of a layer.</summary>
public static class PacketExtensions
{
    /// <summary>This layer with others inside it.</summary>
    public static Packet Carrying(this Spec layer, Packet inner) => new Packet(layer).Carrying(inner);
}
