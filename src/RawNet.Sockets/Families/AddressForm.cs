using System.Globalization;
using System.Net;

namespace RawNet.Sockets;

/// <summary>How a family's addresses are written for people, and read from them.</summary>
public abstract class AddressForm
{
    /// <summary>The shape: <c>TYPE:INSTANCE</c>.</summary>
    public abstract string Syntax { get; }

    /// <summary>One that can be typed.</summary>
    public abstract string Example { get; }

    /// <summary>The address that the text means for this kind of socket; names of hosts are for <see cref="Resolve"/>.</summary>
    /// <exception cref="FormatException">It means none; the message is one sentence that says what would be right.</exception>
    /// <exception cref="SystemCallException">It names an interface that is not there.</exception>
    public abstract EndPoint Parse(string text, SocketKind kind);

    /// <summary>The same where the text may hold the name of a host: the first of its addresses of the socket's family.</summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="kind">The kind of socket.</param>
    /// <param name="time">How long the system's resolver is waited for.</param>
    /// <param name="cancellation">Ends the wait at once.</param>
    /// <exception cref="FormatException">It means none; the message is one sentence that says what would be right.</exception>
    /// <exception cref="HostNameException">The name has no such address; the reason says why.</exception>
    /// <exception cref="SystemCallException">It names an interface that is not there.</exception>
    public virtual EndPoint Resolve(string text, SocketKind kind, TimeSpan time, CancellationToken cancellation = default) =>
        Parse(text, kind);

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public abstract string Format(EndPoint address, SocketKind kind);

    /// <summary>Decimal, or 0x and hexadecimal digits.</summary>
    private protected static bool TryNumber(string text, out uint number) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private protected FormatException Wrong(string text, SocketKind kind) =>
        new($"'{text}' is no address for {kind.Family} {kind.TypeName}: {Syntax}, as {Example}");
}
