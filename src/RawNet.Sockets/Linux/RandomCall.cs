using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>getrandom(2).</summary>
internal static unsafe partial class RandomCall
{
    /// <summary>How many bytes were filled, or the negative error number.</summary>
    public static int Fill(Span<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            nint filled = GetRandom(first, (nuint)bytes.Length, 0);
            return filled < 0 ? -Marshal.GetLastPInvokeError() : (int)filled;
        }
    }

    [LibraryImport("libc", EntryPoint = "getrandom", SetLastError = true)]
    private static partial nint GetRandom(byte* bytes, nuint length, uint flags);
}
