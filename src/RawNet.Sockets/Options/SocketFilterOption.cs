using System.Globalization;
using RawNet.Filters;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>SO_ATTACH_FILTER, read back as SO_GET_FILTER: a classic BPF program, as text what <c>tcpdump -ddd</c> prints,
/// lines joined by commas: <c>1,6 0 0 65535</c>.</summary>
/// <remarks>Its value is a pointer, so it has no codec: <see cref="KernelSocket.AttachFilter"/>
/// and <see cref="KernelSocket.Filter"/> carry it.</remarks>
public sealed class SocketFilterOption : SocketOption
{
    internal SocketFilterOption(string name, OptionLevel level, int number, OptionFacts facts)
        : base(name, level, number, facts)
    {
    }

    /// <inheritdoc/>
    public override string Shape => "COUNT,CODE JT JF K,... (tcpdump -ddd)";

    /// <summary>Only messages for which the program returns more than 0 come in from now on.</summary>
    internal static void Attach(SafeDescriptor socket, ReadOnlySpan<BpfInstruction> program)
    {
        int result = OptionCalls.AttachFilter(socket, program);
        if (result < 0)
            throw new SystemCallException("setsockopt(SO_ATTACH_FILTER)", -result, $"{program.Length} instructions");
    }

    /// <summary>The filter in force; empty when there is none.</summary>
    internal static IReadOnlyList<BpfInstruction> InForce(SafeDescriptor socket)
    {
        int count = SystemCall.Checked(OptionCalls.GetFilter(socket, []), "getsockopt(SO_GET_FILTER)");
        BpfInstruction[] program = new BpfInstruction[count];
        if (count > 0)
            SystemCall.Checked(OptionCalls.GetFilter(socket, program), "getsockopt(SO_GET_FILTER)");
        return program;
    }

    internal override string ReadText(SafeDescriptor socket)
    {
        IReadOnlyList<BpfInstruction> program = InForce(socket);
        return program.Count == 0
            ? ""
            : string.Join(',', program.Select(i => $"{i.Code} {i.JumpTrue} {i.JumpFalse} {i.Operand}").Prepend($"{program.Count}"));
    }

    internal override void WriteText(SafeDescriptor socket, string text)
    {
        string[] lines = text.Split(',');
        if (!int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count != lines.Length - 1)
            throw new FormatException($"'{text}' does not begin with the count of its instructions");
        Attach(socket, [.. lines.Skip(1).Select(Instruction)]);
    }

    private static BpfInstruction Instruction(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var code, var yes, var no, var operand]
            ? new BpfInstruction(ushort.Parse(code, CultureInfo.InvariantCulture), byte.Parse(yes, CultureInfo.InvariantCulture),
                byte.Parse(no, CultureInfo.InvariantCulture), uint.Parse(operand, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{line}' is no instruction: CODE JT JF K");
}
