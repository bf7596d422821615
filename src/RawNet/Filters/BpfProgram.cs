namespace RawNet.Filters;

/// <summary>A classic BPF program (McCanne and Jacobson, 1993): checked once, then run on any packet without allocating
/// and without a way to fail.</summary>
/// <remarks>It is run as libpcap runs programs over files. Backward jumps, which libpcap's <c>protochain</c> uses and kernels refuse,
/// are allowed here; a program that jumps back more often than the packet has bytes is taken for an endless one and lets the packet go.
/// Linux's ancillary loads (SKF_AD_OFF) lie beyond every packet, so that a program compiled for a live interface may let nothing
/// in here: attach it to a socket.</remarks>
public sealed class BpfProgram
{
    private const int LongestOfKernels = 4096; // BPF_MAXINSNS
    private readonly BpfInstruction[] _instructions;

    /// <param name="instructions">As <c>tcpdump -dd</c> prints them, or a compiler gives them.</param>
    /// <exception cref="ArgumentException">A kernel or libpcap would refuse it; the message names the instruction.</exception>
    public BpfProgram(IEnumerable<BpfInstruction> instructions)
    {
        _instructions = [.. instructions];
        if (BpfCheck.FaultOf(_instructions) is { } fault)
            throw new ArgumentException(fault, nameof(instructions));
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<BpfInstruction> Instructions => _instructions;

    /// <summary>Whether a kernel would take it: at most 4096 instructions, none of which jumps back.</summary>
    public bool IsForKernels => _instructions.Length <= LongestOfKernels && !_instructions.Any(BpfCheck.IsBackward);

    /// <summary>Runs it: 0 lets the packet go, anything else keeps so many bytes of it. A load beyond the packet gives 0.</summary>
    /// <param name="data">The captured bytes, from the link layer on.</param>
    /// <param name="wireLength">The packet's own length, which <c>len</c>, <c>less</c> and <c>greater</c> ask for.</param>
    public uint Run(ReadOnlySpan<byte> data, int wireLength)
    {
        BpfMachine machine = new(data, (uint)wireLength);
        int turns = data.Length;
        int at = 0;
        while (true)
        {
            BpfInstruction instruction = _instructions[at++];
            switch (instruction.Code & BpfCode.ClassMask)
            {
                case BpfCode.LD when machine.TryLoad(instruction):
                case BpfCode.LDX when machine.TryLoadIndex(instruction):
                case BpfCode.ALU when machine.TryCompute(instruction):
                    break;
                case BpfCode.ST or BpfCode.STX:
                    machine.Store(instruction);
                    break;
                case BpfCode.JMP when machine.Jump(instruction) is var distance && (distance >= 0 || turns-- > 0):
                    at += distance;
                    break;
                case BpfCode.RET:
                    return machine.Result(instruction);
                case BpfCode.MISC:
                    machine.Move(instruction);
                    break;
                default:
                    return 0;
            }
        }
    }
}
