using System.Runtime.InteropServices;
using RawNet.Wire;

namespace RawNet.Sockets.Linux;

/// <summary>getaddrinfo(3) and getnameinfo(3), which know no time limit and ask in the network namespace of the calling thread.
/// They answer with 0, one of <see cref="ResolverError"/>, or, where that is EAI_SYSTEM, an error number.</summary>
internal static unsafe partial class ResolverCalls
{
    private const int LongestName = 1025; // NI_MAXHOST

    /// <summary>The socket addresses of a name, in the resolver's order, each once.</summary>
    public static int AddressesOf(string name, int family, List<byte[]> found)
    {
        byte[] text = [.. NativeText.BytesOf(name), 0];
        AddressInformation hints = new() { ai_family = family, ai_socktype = Constants.SOCK_STREAM };
        nint first;
        int result;
        fixed (byte* characters = text)
            result = GetAddressInfo(characters, null, in hints, out first);
        if (result != 0)
            return Told(result);
        for (nint next = first; next != 0; next = ((AddressInformation*)next)->ai_next)
            found.Add(AddressOf(*(AddressInformation*)next));
        FreeAddressInfo(first);
        return 0;
    }

    /// <summary>The name of a socket address.</summary>
    public static int NameOf(ReadOnlySpan<byte> address, out string name)
    {
        byte* text = stackalloc byte[LongestName];
        int result;
        fixed (byte* bytes = address)
            result = GetNameInfo(bytes, (uint)address.Length, text, LongestName, null, 0, Constants.NI_NAMEREQD);
        name = result == 0 ? NativeText.Of(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text)) : "";
        return result == 0 ? 0 : Told(result);
    }

    /// <summary>The resolver's own words for an error of it.</summary>
    public static string Words(int error) => Marshal.PtrToStringUTF8(ErrorText(error)) ?? "";

    private static byte[] AddressOf(in AddressInformation one) => new ReadOnlySpan<byte>((void*)one.ai_addr, (int)one.ai_addrlen).ToArray();

    private static int Told(int result) => result == (int)ResolverError.EAI_SYSTEM ? Marshal.GetLastPInvokeError() : result;

    [LibraryImport("libc", EntryPoint = "getaddrinfo", SetLastError = true)]
    private static partial int GetAddressInfo(byte* name, byte* service, in AddressInformation hints, out nint found);

    [LibraryImport("libc", EntryPoint = "freeaddrinfo")]
    private static partial void FreeAddressInfo(nint found);

    [LibraryImport("libc", EntryPoint = "getnameinfo", SetLastError = true)]
    private static partial int GetNameInfo(byte* address, uint length, byte* name, uint nameLength,
        byte* service, uint serviceLength, int flags);

    [LibraryImport("libc", EntryPoint = "gai_strerror")]
    private static partial nint ErrorText(int error);
}
