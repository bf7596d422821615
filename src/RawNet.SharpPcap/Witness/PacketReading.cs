using PacketDotNet;
using PacketDotNet.Utils;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.SharpPcap.Conversions;
using RawNet.Verification;
using LayerSequence = RawNet.Wire.LayerSequence;

namespace RawNet.SharpPcap.Witness;

/// <summary>One packet while PacketDotNet reads it.</summary>
/// <remarks>It is asked only for layers that both know: of its other readers some never end over damaged bytes.</remarks>
internal sealed class PacketReading
{
    private readonly List<(ReadLayer Layer, FieldSheet Sheet, Packet Packet)> _verdicts = [];
    private readonly List<ReadLayer> _layers = [];

    public static WitnessPacket Of(in CapturedPacket captured)
    {
        var reading = new PacketReading();
        string? refusal = reading.Walk(captured);
        // The verdicts come last: to give them, PacketDotNet writes lengths and sums.
        foreach ((ReadLayer layer, FieldSheet sheet, Packet packet) in reading._verdicts)
            layer.Ask(sheet.Verdict!.Value.Name, () => sheet.Verdict.Value.Read(packet));
        return new([.. reading._layers.Select(l => l.Whole)]) { Refusal = refusal };
    }

    private string? Walk(in CapturedPacket captured)
    {
        try
        {
            string? tag = null;
            LayerSequence layers = PacketView.Layers(captured.LinkType, captured.Data, captured.DecodedLength, captured.FcsLength);
            Packet? packet = PacketDotNetConversions.Parse(captured.LinkType, layers.WithoutFrameCheck.ToArray());
            for (; packet is not null; packet = Next.Of(packet))
            {
                Show(packet, tag);
                tag = Next.TagOf(packet);
            }
            return null;
        }
        catch (Exception failure) when (Refusal.Is(failure))
        {
            return Refusal.Of(failure);
        }
    }

    private void Show(Packet packet, string? tag)
    {
        if (FieldSheets.For(packet, tag) is { } sheet) ShowBy(sheet, packet);
        if (packet is IPv6Packet ipv6) _layers.AddRange(ExtensionHeaders.Of(ipv6));
        if (Next.IsLast(packet)) ShowData(packet);
    }

    private void ShowBy(FieldSheet sheet, Packet packet)
    {
        // A message of neighbour discovery is a packet inside ICMPv6 to PacketDotNet, at the same place.
        bool isMore = packet is NdpPacket;
        ReadLayer layer = isMore ? _layers[^1] : new(sheet.Protocol, packet.HeaderSegment.Offset);
        foreach ((string name, Func<Packet, object> read) in sheet.Fields) layer.Ask(name, () => read(packet));
        if (!isMore) _layers.Add(layer);
        if (sheet.Verdict is not null && IsWithin(packet.HeaderSegment)) _verdicts.Add((layer, sheet, packet));
    }

    // Over a header that ends behind the frame PacketDotNet sums whatever the memory there holds.
    private static bool IsWithin(ByteArraySegment header) => header.Offset + header.Length <= header.Bytes.Length;

    private void ShowData(Packet packet)
    {
        ByteArraySegment data = packet is IPPacket ip ? packet.HeaderSegment.NextSegment(ip.PayloadLength) : packet.HeaderDataSegment;
        if (data.Length <= 0) return;
        var layer = new ReadLayer("data", data.Offset);
        layer.Ask("data.data", () => Convert.ToHexStringLower(data.ActualBytes()));
        _layers.Add(layer);
    }
}
