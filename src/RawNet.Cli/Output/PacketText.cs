using System.Globalization;
using System.Text;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Output;

/// <summary>Packets as lines of text; what a line says is up to the ones below.</summary>
internal abstract class PacketText(Stream output) : IPacketRenderer
{
    protected TextWriter Lines { get; } = StandardOutput.BufferedTextOver(output);

    public void Start()
    {
    }

    public void Show(in CapturedPacket packet, string? file) => Lines.WriteLine(LineOf(packet, file));

    public virtual void ShowNothing()
    {
    }

    public void Finish(PacketCount count) => Lines.Flush();

    public void Flush() => Lines.Flush();

    public void Dispose() => Lines.Dispose();

    protected abstract string LineOf(in CapturedPacket packet, string? file);
}

/// <summary>One readable line a packet: number, time, what it is, length, faults.</summary>
internal sealed class PacketLines(Stream output) : PacketText(output)
{
    private readonly StringBuilder _line = new();

    protected override string LineOf(in CapturedPacket packet, string? file)
    {
        _line.Clear();
        if (file is not null) _line.Append(Printable.Of(file)).Append(' ');
        _line.Append(CultureInfo.InvariantCulture, $"{packet.Number,5} ").Append(IsoTime.TextOf(packet.TimeNanoseconds).PadRight(IsoTime.Length)).Append("  ");
        int before = _line.Length;
        PacketSummary.Append(_line, PacketView.Layers(packet.LinkType, packet.Data, packet.OnWire()));
        if (_line.Length == before) _line.Append(CultureInfo.InvariantCulture, $"link type {(int)packet.LinkType}");
        _line.Append(CultureInfo.InvariantCulture, $"  len {packet.Length}");
        if (packet.Data.Length < packet.Length) _line.Append(CultureInfo.InvariantCulture, $" ({packet.Data.Length} captured)");
        if (!packet.Comment.IsEmpty) _line.Append("  # ").Append(Printable.Of(Encoding.UTF8.GetString(packet.Comment)));
        return _line.ToString();
    }
}

/// <summary>One expression a packet, which builds it again bit for bit.</summary>
internal sealed class PacketExpressions(Stream output) : PacketText(output)
{
    protected override string LineOf(in CapturedPacket packet, string? file)
    {
        var read = Packet.Read(packet.LinkType, packet.Data, packet.OnWire());
        bool isSaid = Registry.Kinds.LinkTypeOf(read.Layers[0].Kind) == packet.LinkType;
        return isSaid ? read.ToString() : string.Create(CultureInfo.InvariantCulture, $"linktype={(int)packet.LinkType} / {read}");
    }
}

/// <summary>The bytes only, in hexadecimal digits.</summary>
internal sealed class PacketHex(Stream output) : PacketText(output)
{
    /// <summary>An empty line keeps the others at their places.</summary>
    public override void ShowNothing() => Lines.WriteLine();

    protected override string LineOf(in CapturedPacket packet, string? file) => Convert.ToHexStringLower(packet.Data);
}
