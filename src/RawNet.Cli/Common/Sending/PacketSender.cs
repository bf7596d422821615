using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Running;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Sending;

/// <summary>One door of the kernel: it is told a packet, and then sends it as often as wanted without allocating.</summary>
internal abstract class PacketSender(ILogger logger) : IDisposable
{
    private protected ILogger Logger => logger;

    /// <summary>Opens or sets whatever this packet needs. The bytes are as <c>craft</c> shows them and stay the caller's.</summary>
    public abstract void Prepare(ReadOnlyMemory<byte> packet);

    /// <summary>Sends the prepared packet.</summary>
    /// <exception cref="SystemCallException">The kernel refused.</exception>
    public abstract void Send();

    /// <summary>What became of the interface; nothing where the kernel routes.</summary>
    public virtual LinkHistory History => default;

    /// <summary>What helps when the kernel refuses with this error; null when nothing special to this door does.</summary>
    public abstract string? AdviceOn(string errorName);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private protected void Set<T>(KernelSocket socket, SocketOption<T> option, T value)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            string text = option.Codec.Format(value);
            Log.Sets(logger, option.Name, text);
        }
        socket.Set(option, value);
    }

    private protected void LogBind(ScopedAddress address)
    {
        if (!logger.IsEnabled(LogLevel.Debug)) return;
        string text = address.ToString();
        Log.Binds(logger, text);
    }

    private protected void LogSend(ScopedAddress destination, int length)
    {
        if (!logger.IsEnabled(LogLevel.Debug)) return;
        string text = destination.ToString();
        Log.Sends(logger, text, length);
    }
}
