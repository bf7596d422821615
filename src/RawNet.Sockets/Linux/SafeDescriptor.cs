using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Sockets.Linux;

/// <summary>An open descriptor, which ends with close(2) and nothing else: what .NET does when it closes a socket, as to reset a
/// connection, would reach its duplicates too.</summary>
internal sealed partial class SafeDescriptor : SafeHandleMinusOneIsInvalid
{
    public SafeDescriptor(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    // close(2): the descriptor is closed also where it answers with an error.
    protected override bool ReleaseHandle()
    {
        _ = Close((int)handle);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
