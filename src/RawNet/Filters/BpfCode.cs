namespace RawNet.Filters;

/// <summary>What <see cref="BpfInstruction.Code"/> is made of, by the names of the BSD paper and of every kernel's bpf.h.</summary>
internal static class BpfCode
{
    /// <summary>The class: the lower three bits.</summary>
    public const int ClassMask = 0x07, LD = 0x00, LDX = 0x01, ST = 0x02, STX = 0x03, ALU = 0x04, JMP = 0x05, RET = 0x06, MISC = 0x07;

    /// <summary>Of a load: 4, 2 or 1 bytes.</summary>
    public const int SizeMask = 0x18, W = 0x00, H = 0x08, B = 0x10;

    /// <summary>Of a load: where from.</summary>
    public const int ModeMask = 0xe0, IMM = 0x00, ABS = 0x20, IND = 0x40, MEM = 0x60, LEN = 0x80, MSH = 0xa0;

    /// <summary>Of a calculation or a jump: which one.</summary>
    public const int OperationMask = 0xf0;

    /// <summary>Calculations.</summary>
    public const int ADD = 0x00, SUB = 0x10, MUL = 0x20, DIV = 0x30, OR = 0x40,
        AND = 0x50, LSH = 0x60, RSH = 0x70, NEG = 0x80, MOD = 0x90, XOR = 0xa0;

    /// <summary>Jumps.</summary>
    public const int JA = 0x00, JEQ = 0x10, JGT = 0x20, JGE = 0x30, JSET = 0x40;

    /// <summary>The second operand is the index register, not the constant.</summary>
    public const int X = 0x08;

    /// <summary>Of a return: the accumulator.</summary>
    public const int A = 0x10;

    /// <summary>Of MISC: the accumulator to the index register, and back.</summary>
    public const int TAX = 0x00, TXA = 0x80;

    /// <summary>Words of scratch memory.</summary>
    public const int MemoryWords = 16;

    /// <summary>Whether kernels and libpcap know such an instruction.</summary>
    public static bool IsKnown(int code) => (code & ClassMask) switch
    {
        LD => code is (LD | IMM) or (LD | MEM) or (LD | LEN)
            || code <= 0xff && (code & ModeMask) is ABS or IND && (code & SizeMask) is W or H or B,
        LDX => code is (LDX | IMM) or (LDX | MEM) or (LDX | LEN) or (LDX | MSH | B),
        ST or STX => code is ST or STX,
        ALU => code is (ALU | NEG) || (code & ~(X | ClassMask)) is >= ADD and <= XOR and not NEG,
        JMP => code is (JMP | JA) || (code & ~(X | ClassMask)) is JEQ or JGT or JGE or JSET,
        RET => code is RET or (RET | X) or (RET | A),
        _ => code is (MISC | TAX) or (MISC | TXA),
    };
}
