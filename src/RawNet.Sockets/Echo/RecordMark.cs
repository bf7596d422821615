using System.Runtime.CompilerServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Tells an empty record from the end of its connection: a record comes with its time, the end without.</summary>
internal static class RecordMark
{
    /// <summary>Bytes for the time and nothing more: descriptors that a peer sends (SCM_RIGHTS, unix(7)) find no room,
    /// and the kernel closes them.</summary>
    public static readonly int ControlLength = Unsafe.SizeOf<ControlHeader>() + Unsafe.SizeOf<TimeSpecification>();

    public static void Ask(EchoSocket socket) => socket.Set(GeneralOption.ReceiveTimestamps, true);

    public static bool IsEnd(in Received received) => received is { Count: 0, ControlLength: 0 };
}
