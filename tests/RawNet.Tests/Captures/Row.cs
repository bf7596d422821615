using System.Text;
using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>A packet copied out of the reader's buffer, comparable as a value.</summary>
internal sealed record Row(long Number, Int128? Time, long Length, string Data, LinkType LinkType = LinkType.Ethernet, int Interface = 0)
{
    public PacketDirection Direction { get; init; }

    public string Comment { get; init; } = "";

    public static Row Of(in CapturedPacket packet) =>
        new(packet.Number, packet.TimeNanoseconds, packet.Length, Convert.ToHexStringLower(packet.Data), packet.LinkType, packet.Interface)
        {
            Direction = packet.Direction,
            Comment = Encoding.UTF8.GetString(packet.Comment),
        };
}
