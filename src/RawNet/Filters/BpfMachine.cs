using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace RawNet.Filters;

/// <summary>The registers of one run over one packet.</summary>
internal ref struct BpfMachine(ReadOnlySpan<byte> data, uint wireLength)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private readonly uint _wireLength = wireLength;
    private Memory _memory;
    private uint _a;
    private uint _x;

    /// <summary>LD. False: beyond the packet.</summary>
    public bool TryLoad(BpfInstruction instruction) => (instruction.Code & BpfCode.ModeMask) switch
    {
        BpfCode.ABS => TryLoad(instruction.Code, instruction.Operand),
        BpfCode.IND => TryLoad(instruction.Code, (ulong)_x + instruction.Operand),
        var mode => Set(out _a, Plain(mode, instruction.Operand)),
    };

    /// <summary>LDX. False: beyond the packet.</summary>
    public bool TryLoadIndex(BpfInstruction instruction)
    {
        if ((instruction.Code & BpfCode.ModeMask) != BpfCode.MSH)
            return Set(out _x, Plain(instruction.Code & BpfCode.ModeMask, instruction.Operand));
        // An IPv4 header's length from its first byte: the one instruction made for it.
        return instruction.Operand < (uint)_data.Length && Set(out _x, (_data[(int)instruction.Operand] & 15u) << 2);
    }

    /// <summary>ST and STX.</summary>
    public void Store(BpfInstruction instruction) => _memory[(int)instruction.Operand] = instruction.Code == BpfCode.ST ? _a : _x;

    /// <summary>ALU. False: a division by 0.</summary>
    public bool TryCompute(BpfInstruction instruction)
    {
        uint operand = OperandOf(instruction);
        int operation = instruction.Code & BpfCode.OperationMask;
        if (operand == 0 && operation is BpfCode.DIV or BpfCode.MOD)
            return false;
        _a = operation switch
        {
            BpfCode.ADD => _a + operand,
            BpfCode.SUB => _a - operand,
            BpfCode.MUL => _a * operand,
            BpfCode.DIV => _a / operand,
            BpfCode.MOD => _a % operand,
            BpfCode.OR => _a | operand,
            BpfCode.AND => _a & operand,
            BpfCode.XOR => _a ^ operand,
            BpfCode.LSH => operand < 32 ? _a << (int)operand : 0,
            BpfCode.RSH => operand < 32 ? _a >> (int)operand : 0,
            _ => 0 - _a,
        };
        return true;
    }

    /// <summary>JMP: instructions to skip, negative for back.</summary>
    public readonly int Jump(BpfInstruction instruction)
    {
        uint operand = OperandOf(instruction);
        return (instruction.Code & BpfCode.OperationMask) switch
        {
            BpfCode.JEQ => Branch(instruction, _a == operand),
            BpfCode.JGT => Branch(instruction, _a > operand),
            BpfCode.JGE => Branch(instruction, _a >= operand),
            BpfCode.JSET => Branch(instruction, (_a & operand) != 0),
            _ => (int)instruction.Operand,
        };
    }

    /// <summary>MISC.</summary>
    public void Move(BpfInstruction instruction)
    {
        if (instruction.Code == (BpfCode.MISC | BpfCode.TAX))
            _x = _a;
        else
            _a = _x;
    }

    /// <summary>RET: the bytes to keep.</summary>
    public readonly uint Result(BpfInstruction instruction) => instruction.Code == (BpfCode.RET | BpfCode.A) ? _a : OperandOf(instruction);

    private static int Branch(BpfInstruction instruction, bool holds) => holds ? instruction.JumpTrue : instruction.JumpFalse;

    private static bool Set(out uint register, uint value)
    {
        register = value;
        return true;
    }

    private readonly uint OperandOf(BpfInstruction instruction) => (instruction.Code & BpfCode.X) != 0 ? _x : instruction.Operand;

    private readonly uint Plain(int mode, uint operand) => mode switch
    {
        BpfCode.MEM => _memory[(int)operand],
        BpfCode.LEN => _wireLength,
        _ => operand,
    };

    private bool TryLoad(int code, ulong offset)
    {
        int size = (code & BpfCode.SizeMask) switch { BpfCode.W => 4, BpfCode.H => 2, _ => 1 };
        if (offset + (uint)size > (uint)_data.Length)
            return false;
        ReadOnlySpan<byte> bytes = _data.Slice((int)offset, size);
        _a = size switch
        {
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            _ => bytes[0],
        };
        return true;
    }

    [InlineArray(BpfCode.MemoryWords)]
    private struct Memory
    {
        private uint _first;
    }
}
