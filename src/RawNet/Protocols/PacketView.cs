using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Frames seen through the kinds of the <see cref="Registry"/>.</summary>
public static class PacketView
{
    /// <summary>The layers of a frame, outermost first; of a link type that no kind declares there are none.</summary>
    /// <param name="link">What the frame begins with.</param>
    /// <param name="frame">The captured bytes.</param>
    /// <param name="length">Bytes on the wire when the capture is cut, or 0 for the captured ones.</param>
    /// <param name="fcsLength">Bytes at the end of the frame on the wire that are said to be its frame check sequence;
    /// heeded when they are Ethernet's 4.</param>
    public static LayerSequence Layers(LinkType link, ReadOnlySpan<byte> frame, int length = 0, int fcsLength = 0) =>
        Registry.Kinds.Layers(link, frame, length, fcsLength);
}

/// <summary>Packets from text and from bytes, with the kinds of the <see cref="Registry"/>.</summary>
public static class PacketText
{
    extension(Packet)
    {
        /// <summary>The one packet of an expression: <c>ip dst=198.18.0.2 ttl=3 / icmp.echo seq=1 / data text:hello</c>.</summary>
        /// <exception cref="ExpressionException">The expression is wrong or stands for many packets;
        /// one sentence says what would be right.</exception>
        public static Packet Parse(string expression)
        {
            Expression parsed = Expression.Parse(Registry.Kinds, expression, ExpressionContext.Closed);
            return parsed.Varies
                ? throw new ExpressionException("the expression stands for many packets; Expression.Parse(...).Expand() gives them all")
                : parsed.Expand().First();
        }

        /// <summary>The packet that builds these bytes, with nothing said that building gives anyway.</summary>
        public static Packet Read(LinkType link, ReadOnlySpan<byte> frame, int length = 0, int fcsLength = 0) =>
            Registry.Kinds.Read(link, frame, length, fcsLength);
    }
}
