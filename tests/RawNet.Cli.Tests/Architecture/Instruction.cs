using System.Reflection;
using System.Reflection.Emit;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>One instruction of a compiled method (ECMA-335, partition III).</summary>
/// <param name="At">Bytes from the method's first instruction.</param>
/// <param name="Code">What it does.</param>
/// <param name="Operand">The member it names, the number it holds, or where it jumps; null for those that have none of these.</param>
internal readonly record struct Instruction(int At, OpCode Code, object? Operand)
{
    private static readonly Dictionary<int, OpCode> _codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    public MethodBase? Called => Code.Name is "call" or "callvirt" or "newobj" ? (MethodBase)Operand! : null;

    public bool IsJump => Code.OperandType is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget;

    /// <summary>All of a method; none when it has no body.</summary>
    public static Instruction[] Of(MethodBase method)
    {
        byte[] body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var read = new List<Instruction>();
        for (int at = 0; at < body.Length;)
        {
            OpCode code = _codes[body[at] == 0xfe ? BitConverter.ToUInt16([body[at + 1], body[at]]) : body[at]];
            int behind = at + code.Size;
            int length = LengthOf(code.OperandType, body, behind);
            read.Add(new(at, code, OperandOf(method, code, body.AsSpan(behind, length), behind + length)));
            at = behind + length;
        }
        return [.. read];
    }

    private static int LengthOf(OperandType type, byte[] body, int at) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
        _ => 4,
    };

    private static object? OperandOf(MethodBase method, OpCode code, ReadOnlySpan<byte> bytes, int next) => code.OperandType switch
    {
        OperandType.ShortInlineBrTarget => next + (sbyte)bytes[0],
        OperandType.InlineBrTarget => next + BitConverter.ToInt32(bytes),
        OperandType.ShortInlineI => (int)(sbyte)bytes[0],
        OperandType.InlineI => BitConverter.ToInt32(bytes),
        OperandType.ShortInlineVar => (int)bytes[0],
        OperandType.InlineVar => (int)BitConverter.ToUInt16(bytes),
        OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType =>
            MemberOf(method, BitConverter.ToInt32(bytes)),
        OperandType.InlineNone => NumberIn(code.Name!),
        _ => null,
    };

    private static MemberInfo? MemberOf(MethodBase method, int token) =>
        method.Module.ResolveMember(
            token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);

    // ldc.i4.3, ldloc.0 and their like.
    private static object? NumberIn(string name) =>
        name == "ldc.i4.m1" ? -1 : char.IsAsciiDigit(name[^1]) && name[^2] == '.' ? name[^1] - '0' : null;
}
