using System.Text;

namespace RawNet.Sockets;

/// <summary>The documentation that is written from the catalogue, so that it cannot say anything else.</summary>
public static class SocketDocument
{
    /// <summary>Markdown.</summary>
    public static string Text { get; } = new StringBuilder().ToString();
}
