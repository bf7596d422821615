using System.Globalization;
using RawNet.Filters;

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

    /// <inheritdoc/>
    public override string GetText(KernelSocket socket)
    {
        IReadOnlyList<BpfInstruction> program = socket.Filter();
        return program.Count == 0
            ? ""
            : string.Join(',', program.Select(i => $"{i.Code} {i.JumpTrue} {i.JumpFalse} {i.Operand}").Prepend($"{program.Count}"));
    }

    /// <inheritdoc/>
    public override void SetText(KernelSocket socket, string text)
    {
        string[] lines = text.Split(',');
        if (!int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count != lines.Length - 1)
            throw new FormatException($"'{text}' does not begin with the count of its instructions");
        socket.AttachFilter([.. lines.Skip(1).Select(Instruction)]);
    }

    private static BpfInstruction Instruction(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var code, var yes, var no, var operand]
            ? new BpfInstruction(ushort.Parse(code, CultureInfo.InvariantCulture), byte.Parse(yes, CultureInfo.InvariantCulture),
                byte.Parse(no, CultureInfo.InvariantCulture), uint.Parse(operand, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{line}' is no instruction: CODE JT JF K");
}
