using System.Runtime.InteropServices;
using RawNet.Filters;

namespace RawNet.SharpPcap.Filters;

/// <summary>Programs as libpcap keeps them: struct bpf_program { u_int bf_len; struct bpf_insn *bf_insns;
/// }, which SharpPcap holds and does not show.</summary>
internal static class NativeProgram
{
    private const int InstructionSize = 8;

    /// <summary>The instructions copied out of libpcap's memory.</summary>
    public static RawNet.Filters.BpfProgram Read(global::SharpPcap.LibPcap.BpfProgram compiled)
    {
        nint structure = compiled.DangerousGetHandle(); // the caller holds it until this returns
        int count = Marshal.ReadInt32(structure);
        nint first = Marshal.ReadIntPtr(structure, IntPtr.Size);
        return new(Enumerable.Range(0, count).Select(index => Marshal.PtrToStructure<BpfInstruction>(first + (index * InstructionSize))));
    }
}
