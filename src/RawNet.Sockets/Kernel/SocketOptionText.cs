namespace RawNet.Sockets;

/// <summary>Options of a socket as text, for lists and command lines.</summary>
public static class SocketOptionText
{
    /// <summary>The socket's value as text.</summary>
    /// <exception cref="SystemCallException">The kernel refused; the operation names the option.</exception>
    public static string GetText(this SocketOption option, KernelSocket socket) => option.ReadText(socket.Handle);

    /// <summary>Sets the value that the text means.</summary>
    /// <exception cref="FormatException">The text is no value of this option.</exception>
    /// <exception cref="SystemCallException">The kernel refused; the operation names the option.</exception>
    public static void SetText(this SocketOption option, KernelSocket socket, string text) => option.WriteText(socket.Handle, text);
}
