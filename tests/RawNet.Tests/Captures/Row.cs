using System.Text;
using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>A packet copied out of the reader's buffer, comparable as a value.</summary>
internal sealed record Row(long Number, Int128? Time, long Length, string Data, LinkType LinkType = LinkType.Ethernet, int Interface = 0)
{
    public PacketDirection Direction { get; init; }

    /// <summary>Each with a line feed behind it.</summary>
    public string Comments { get; init; } = "";

    public static Row Of(in CapturedPacket packet) =>
        new(packet.Number, packet.TimeNanoseconds, packet.Length, Convert.ToHexStringLower(packet.Data), packet.LinkType, packet.Interface)
        {
            Direction = packet.Direction,
            Comments = Lines(packet.Comments),
        };

    private static string Lines(PacketComments comments)
    {
        StringBuilder lines = new();
        foreach (ReadOnlySpan<byte> comment in comments)
            lines.Append(Encoding.UTF8.GetString(comment)).Append('\n');
        return lines.ToString();
    }
}
