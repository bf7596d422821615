using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The descriptors 0 to 2 as this process was started with them.</summary>
public static class InheritedDescriptor
{
    /// <summary>Whether the parent left it open; what has the number otherwise is a file of the runtime.</summary>
    public static bool IsOpen(int descriptor)
    {
        using SafeFileHandle handle = new(descriptor, ownsHandle: false);
        return WriteCall.IsInherited(handle);
    }
}
