using RawNet.Sockets;

namespace RawNet.Cli.Options;

/// <summary>An option and what the kernel says of it on one socket.</summary>
/// <param name="Option">From the catalogue.</param>
/// <param name="Value">Null when the kernel tells none.</param>
/// <param name="Refusal">The name of the error number, when it refused.</param>
internal sealed record LiveOption(SocketOption Option, string? Value, string? Refusal)
{
    public static LiveOption Read(SocketOption option, KernelSocket socket)
    {
        if (!option.Facts.Access.HasFlag(OptionAccess.Get)) return new(option, null, null);
        try
        {
            return new(option, option.GetText(socket), null);
        }
        catch (SystemCallException refused)
        {
            return new(option, null, refused.ErrorName);
        }
    }
}
