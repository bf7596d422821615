namespace RawNet.Filters;

/// <summary>What a program must be before it is run; afterwards no instruction can fail.</summary>
internal static class BpfCheck
{
    /// <summary>The first fault in words; null when there is none.</summary>
    public static string? FaultOf(ReadOnlySpan<BpfInstruction> program)
    {
        for (int at = 0; at < program.Length; at++)
            if (FaultOf(program[at], at, program.Length) is { } fault)
                return $"instruction {at} {program[at]} {fault}";
        return program is [.., var last] && IsClass(last, BpfCode.RET) ? null : "the last instruction is no return";
    }

    /// <summary>Only jumps that always jump can go back: their distance is a signed number of 32 bits.</summary>
    public static bool IsBackward(BpfInstruction instruction) =>
        instruction.Code == (BpfCode.JMP | BpfCode.JA) && (int)instruction.Operand < 0;

    private static string? FaultOf(BpfInstruction instruction, int at, int length)
    {
        if (!BpfCode.IsKnown(instruction.Code))
            return "is none of classic BPF's";
        if (UsesMemory(instruction) && instruction.Operand >= BpfCode.MemoryWords)
            return $"is beyond the {BpfCode.MemoryWords} words of memory";
        if (IsClass(instruction, BpfCode.ALU) && (instruction.Code & BpfCode.X) == 0 && IsImpossible(instruction))
            return "divides by 0 or shifts by more than 31";
        return IsClass(instruction, BpfCode.JMP) && !StaysInside(instruction, at, length) ? "jumps out of the program" : null;
    }

    private static bool IsClass(BpfInstruction instruction, int wanted) => (instruction.Code & BpfCode.ClassMask) == wanted;

    private static bool UsesMemory(BpfInstruction instruction) =>
        instruction.Code is BpfCode.ST or BpfCode.STX or (BpfCode.LD | BpfCode.MEM) or (BpfCode.LDX | BpfCode.MEM);

    private static bool IsImpossible(BpfInstruction instruction) => (instruction.Code & BpfCode.OperationMask) switch
    {
        BpfCode.DIV or BpfCode.MOD => instruction.Operand == 0,
        BpfCode.LSH or BpfCode.RSH => instruction.Operand > 31,
        _ => false,
    };

    private static bool StaysInside(BpfInstruction instruction, int at, int length)
    {
        if (instruction.Code == (BpfCode.JMP | BpfCode.JA))
            return at + 1L + (int)instruction.Operand is var target && target >= 0 && target < length;
        return at + 1 + Math.Max(instruction.JumpTrue, instruction.JumpFalse) < length;
    }
}
