using System.Globalization;
using System.Text;
using RawNet.Captures;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Text;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Common.Packets;

/// <summary>Packets as lines of text; what a line says is up to the ones below.</summary>
internal abstract class PacketRenderer(Stream output) : IPacketRenderer
{
    // Clearing one of several chunks makes a new one: a usual line fits the first.
    private readonly StringBuilder _line = new(1024);

    protected TextWriter Lines { get; } = StandardOutput.BufferedTextOver(output);

    public void Start()
    {
    }

    public void Show(in CapturedPacket packet, string? file)
    {
        _line.Clear();
        AppendLine(_line, packet, file);
        // Not WriteLine: over a derived writer it makes a string of it first.
        foreach (ReadOnlyMemory<char> part in _line.GetChunks()) Lines.Write(part.Span);
        Lines.WriteLine();
    }

    public virtual void ShowNothing()
    {
    }

    public void Finish(PacketTally count) => Lines.Flush();

    public void Flush() => Lines.Flush();

    public void Dispose() => Lines.Dispose();

    /// <summary>Appends what is said of the packet, without the line's end.</summary>
    protected abstract void AppendLine(StringBuilder line, in CapturedPacket packet, string? file);
}

/// <summary>One readable line a packet: number, time, what it is, length, faults.</summary>
internal sealed class PacketLines(Stream output) : PacketRenderer(output)
{
    protected override void AppendLine(StringBuilder line, in CapturedPacket packet, string? file)
    {
        if (file is not null) line.Append(Printable.Of(file)).Append(' ');
        line.Append(CultureInfo.InvariantCulture, $"{packet.Number,5} ").AppendTime(packet.TimeNanoseconds).Append("  ");
        int before = line.Length;
        PacketSummary.Append(line, PacketView.Layers(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength));
        if (line.Length == before) line.Append(CultureInfo.InvariantCulture, $"link type {(int)packet.LinkType}");
        line.Append(CultureInfo.InvariantCulture, $"  len {packet.Length}");
        if (packet.Data.Length < packet.Length) line.Append(CultureInfo.InvariantCulture, $" ({packet.Data.Length} captured)");
        if (packet.Direction != PacketDirection.Unknown)
            line.Append(packet.Direction == PacketDirection.Inbound ? " inbound" : " outbound");
        if (packet.LostBefore > 0) line.Append(CultureInfo.InvariantCulture, $" ({packet.LostBefore} lost before)");
        if (packet.LinkFaults != LinkFaults.None) line.AppendJoin("", packet.LinkFaults.Names().Select(name => $" {name}"));
        line.AppendComments(packet.Comments);
    }
}

/// <summary>One expression a packet, which builds it again bit for bit.</summary>
internal sealed class PacketExpressions(Stream output) : PacketRenderer(output)
{
    protected override void AppendLine(StringBuilder line, in CapturedPacket packet, string? file)
    {
        var read = Packet.Read(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength);
        bool isSaid = Registry.Kinds.LinkTypeOf(read.Layers[0].Kind) == packet.LinkType;
        if (!isSaid) line.Append(CultureInfo.InvariantCulture, $"linktype={(int)packet.LinkType} / ");
        line.Append(read.ToString());
    }
}

/// <summary>The bytes only, in hexadecimal digits.</summary>
internal sealed class PacketHex(Stream output) : PacketRenderer(output)
{
    /// <summary>An empty line keeps the others at their places.</summary>
    public override void ShowNothing() => Lines.WriteLine();

    protected override void AppendLine(StringBuilder line, in CapturedPacket packet, string? file) =>
        line.Append(Convert.ToHexStringLower(packet.Data));
}
