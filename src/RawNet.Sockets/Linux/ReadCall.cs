using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>read(2) from a descriptor of any kind.</summary>
internal static unsafe partial class ReadCall
{
    /// <summary>How many bytes came, 0 at the end, or the negative error number.</summary>
    public static int Read(SafeHandle descriptor, Span<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            nint count = Read(descriptor, first, (nuint)bytes.Length);
            return count < 0 ? -Marshal.GetLastPInvokeError() : (int)count;
        }
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeHandle descriptor, byte* bytes, nuint length);
}
