using PacketDotNet;

namespace RawNet.SharpPcap.Witness;

/// <summary>What PacketDotNet says of one class of packets, under Wireshark's names.</summary>
/// <param name="Protocol">The layer's display-filter name.</param>
/// <param name="Class">The class of PacketDotNet.</param>
/// <param name="Fields">Each name with what reads its value: a number, a flag, an address, bytes, or a list of such.</param>
internal sealed record FieldSheet(string Protocol, Type Class, IReadOnlyList<(string Name, Func<Packet, object> Read)> Fields)
{
    /// <summary>Reads whether the checksum is right, which writes into the packet on the way; null where there is none.</summary>
    public (string Name, Func<Packet, object> Read)? Verdict { get; private init; }

    public static FieldSheet Of<T>(string protocol, params (string Name, Func<T, object> Read)[] fields)
        where T : Packet
    {
        return new(protocol, typeof(T), [.. fields.Select(f => (f.Name, Untyped(f.Read)))]);
    }

    public FieldSheet Judging<T>(string name, Func<T, object> read)
        where T : Packet
    {
        return this with { Verdict = (name, Untyped(read)) };
    }

    private static Func<Packet, object> Untyped<T>(Func<T, object> read)
        where T : Packet
    {
        return packet => read((T)packet);
    }
}
