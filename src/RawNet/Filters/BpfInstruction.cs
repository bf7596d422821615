using System.Runtime.InteropServices;

namespace RawNet.Filters;

/// <summary>One classic BPF instruction as kernels and libpcap keep it, 8 bytes in host order: struct sock_filter, struct bpf_insn;
/// <c>tcpdump -dd</c> prints programs in these four numbers.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct BpfInstruction
{
    private readonly ushort _code;
    private readonly byte _jt;
    private readonly byte _jf;
    private readonly uint _k;

    /// <summary>The four numbers in <c>tcpdump -dd</c>'s order.</summary>
    /// <param name="code">Operation, size and mode.</param>
    /// <param name="jumpTrue">Instructions to skip when the comparison holds.</param>
    /// <param name="jumpFalse">Instructions to skip when it does not.</param>
    /// <param name="operand">Of a return: the number of bytes to keep, 0 drops the packet.</param>
    public BpfInstruction(ushort code, byte jumpTrue, byte jumpFalse, uint operand)
    {
        _code = code;
        _jt = jumpTrue;
        _jf = jumpFalse;
        _k = operand;
    }

    /// <summary>The program that lets nothing in: return 0.</summary>
    public static BpfInstruction DropAll => new(0x06, 0, 0, 0);

    /// <summary>Operation, size and mode.</summary>
    public ushort Code => _code;

    /// <summary>Instructions to skip when the comparison holds.</summary>
    public byte JumpTrue => _jt;

    /// <summary>Instructions to skip when it does not.</summary>
    public byte JumpFalse => _jf;

    /// <summary>The constant, offset or number of bytes.</summary>
    public uint Operand => _k;

    /// <summary>As <c>tcpdump -dd</c> prints it.</summary>
    public override string ToString() => $"{{ 0x{_code:x}, {_jt}, {_jf}, 0x{_k:x8} }}";
}
