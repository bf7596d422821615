using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Numbers that nobody can guess, from getrandom(2). .NET's own come from OpenSSL: a library more to load, and to miss.</summary>
public static class KernelRandom
{
    /// <summary>So many random bytes.</summary>
    /// <exception cref="SystemCallException">The kernel has no getrandom(2): it is older than 3.17.</exception>
    public static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>Any of 2^64 numbers.</summary>
    /// <exception cref="SystemCallException">The kernel has no getrandom(2): it is older than 3.17.</exception>
    public static ulong Number()
    {
        ulong number = 0;
        Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref number)));
        return number;
    }

    /// <summary>A number from <paramref name="least"/> on and below <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    /// <exception cref="SystemCallException">The kernel has no getrandom(2): it is older than 3.17.</exception>
    public static int Between(int least, int end)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(least, end);
        // 2^64 is so much more than 2^31 that no number is likelier than another by more than 2^-33.
        return (int)(least + (long)(Number() % (ulong)((long)end - least)));
    }

    private static void Fill(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int filled = RandomCall.Fill(bytes);
            if (filled == -(int)ErrorNumber.EINTR) continue;
            bytes = bytes[SystemCall.Checked(filled, "getrandom")..];
        }
    }
}
