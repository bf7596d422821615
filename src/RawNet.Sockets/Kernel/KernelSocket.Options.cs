using System.Runtime.InteropServices;
using RawNet.Filters;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

public partial class KernelSocket
{
    /// <summary>setsockopt(2).</summary>
    /// <exception cref="SystemCallException">The kernel refused; the operation names the option.</exception>
    public void Set<T>(SocketOption<T> option, T value) => option.Set(Handle, value);

    /// <summary>getsockopt(2).</summary>
    /// <exception cref="SystemCallException">The kernel refused; the operation names the option.</exception>
    public T Get<T>(SocketOption<T> option) => option.Get(Handle);

    /// <summary>setsockopt(2) as the documents have it: by numbers, with the kernel's own bytes.</summary>
    /// <exception cref="SystemCallException">ENOPROTOOPT: there is no such option ...</exception>
    public void SetOption(int level, int number, ReadOnlySpan<byte> value) =>
        SystemCall.Checked(OptionCalls.Set(Handle, level, number, value), $"setsockopt({level}, {number})");

    /// <inheritdoc cref="SetOption(int, int, ReadOnlySpan{byte})"/>
    public void SetOption(int level, int number, int value) =>
        SetOption(level, number, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));

    /// <summary>getsockopt(2) as the documents have it: by numbers, with room for the kernel's own bytes.</summary>
    /// <returns>Bytes that were filled.</returns>
    /// <exception cref="SystemCallException">ENOPROTOOPT: there is no such option ...</exception>
    public int GetOption(int level, int number, Span<byte> value) =>
        SystemCall.Checked(OptionCalls.Get(Handle, level, number, value), $"getsockopt({level}, {number})");

    /// <summary>getsockopt(2) of an option that is an int.</summary>
    /// <exception cref="SystemCallException">ENOPROTOOPT: there is no such option ...</exception>
    public int GetOption(int level, int number)
    {
        int value = 0;
        GetOption(level, number, MemoryMarshal.AsBytes(new Span<int>(ref value)));
        return value;
    }

    /// <summary>Only messages for which the program returns more than 0 come in from now on. What is queued already stays.</summary>
    public void AttachFilter(ReadOnlySpan<BpfInstruction> program) => SocketFilterOption.Attach(Handle, program);

    /// <summary>The filter in force, as the kernel keeps it (SO_GET_FILTER); empty when there is none.</summary>
    public IReadOnlyList<BpfInstruction> Filter() => SocketFilterOption.InForce(Handle);

    /// <summary>Takes the filter away.</summary>
    /// <exception cref="SystemCallException">ENOENT: there was none.</exception>
    public void DetachFilter() =>
        SystemCall.Checked(OptionCalls.Set(Handle, Constants.SOL_SOCKET, Constants.SO_DETACH_FILTER, stackalloc byte[sizeof(int)]),
            "setsockopt(SO_DETACH_FILTER)");
}
