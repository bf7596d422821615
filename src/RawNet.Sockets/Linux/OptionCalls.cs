using System.Runtime.InteropServices;
using RawNet.Filters;

namespace RawNet.Sockets.Linux;

/// <summary>setsockopt(2) and getsockopt(2). Each answers with its result (get: the value's length),
/// or with the negative error number.</summary>
internal static unsafe partial class OptionCalls
{
    public static int Set(SafeDescriptor socket, int level, int number, ReadOnlySpan<byte> value)
    {
        byte nothing = 0;
        fixed (byte* bytes = value)
            // the kernel refuses a null pointer also for no bytes
            return Checked(SetSockOpt(socket, level, number, bytes is null ? &nothing : bytes, (uint)value.Length));
    }

    public static int Get(SafeDescriptor socket, int level, int number, Span<byte> value)
    {
        uint length = (uint)value.Length;
        fixed (byte* bytes = value)
        {
            int result = Checked(GetSockOpt(socket, level, number, bytes, &length));
            return result < 0 ? result : (int)length;
        }
    }

    /// <summary>SO_ATTACH_FILTER: the kernel copies the program before it returns.</summary>
    public static int AttachFilter(SafeDescriptor socket, ReadOnlySpan<BpfInstruction> program)
    {
        fixed (BpfInstruction* first = program)
        {
            FilterProgram value = new() { len = checked((ushort)program.Length), filter = first };
            return Checked(
                SetSockOpt(socket, Constants.SOL_SOCKET, Constants.SO_ATTACH_FILTER, (byte*)&value, (uint)sizeof(FilterProgram)));
        }
    }

    /// <summary>SO_GET_FILTER: lengths are in instructions, not bytes; without room it answers with the count.</summary>
    public static int GetFilter(SafeDescriptor socket, Span<BpfInstruction> program)
    {
        uint length = (uint)program.Length;
        fixed (BpfInstruction* first = program)
        {
            int result = Checked(GetSockOpt(socket, Constants.SOL_SOCKET, Constants.SO_ATTACH_FILTER, (byte*)first, &length));
            return result < 0 ? result : (int)length;
        }
    }

    private static int Checked(int result) => result >= 0 ? result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetSockOpt(SafeDescriptor socket, int level, int number, byte* value, uint length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetSockOpt(SafeDescriptor socket, int level, int number, byte* value, uint* length);
}
