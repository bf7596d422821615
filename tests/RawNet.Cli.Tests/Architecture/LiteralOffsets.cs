using System.Reflection;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>Where bytes are taken from a place that the source spells as a number.</summary>
internal static class LiteralOffsets
{
    private const string Rule = "each class with an index into bytes, or a beginning of a slice of them, that is a constant of 1 or more, "
        + "alone or added to something; the rooms that may have them are the namespaces RawNet.Wire, RawNet.Protocols, RawNet.Captures and "
        + "RawNet.Sockets.Linux, and for bytes that are no packet the classes";

    /// <summary>Bytes that no table declares, with what they are.</summary>
    public static Dictionary<string, string> Rooms { get; } = new()
    {
        ["RawNet.Cli.Doctor.ElfFile"] = "the System V ABI's object files",
        ["RawNet.Cli.Common.Text.IsoTime"] = "text, RFC 3339",
        ["RawNet.Cli.Common.Files.Sha256"] = "FIPS 180-4",
        ["RawNet.Sockets.MembershipCodecs"] = "the kernel's group_req and group_source_req",
        ["RawNet.Sockets.SocketFile"] = "paths, unix(7)",
        ["RawNet.Sockets.SourceFilterCodecs"] = "the kernel's group_filter and ip_msfilter",
        ["RawNet.Sockets.UnixEndPoint"] = "paths, unix(7)",
    };

    private static readonly Type?[] _spans =
        [typeof(Span<byte>), typeof(ReadOnlySpan<byte>), typeof(Memory<byte>), typeof(ReadOnlyMemory<byte>)];
    private static readonly string[] _namespaces = ["RawNet.Wire", "RawNet.Protocols", "RawNet.Captures", "RawNet.Sockets.Linux"];

    public static Measure In(CompiledMethod[] methods)
    {
        CompiledMethod[] found = [.. methods.Where(m => !_namespaces.Contains(m.Class.Namespace) && IsIn(m))];
        string rooms = string.Join(", ", Rooms.Select(room => $"{room.Key} ({room.Value})"));
        return new("literal offsets", $"{Rule} {rooms}", Measure.ByClass(found.Where(m => !Rooms.ContainsKey(m.Class.FullName!))));
    }

    /// <summary>Whether a method spells one.</summary>
    public static bool IsIn(CompiledMethod method)
    {
        var stack = new OperandStack();
        foreach (Instruction next in method.Instructions)
        {
            stack.Arrive(next);
            bool isSpelled = PlaceOf(next) is { } above && stack.Peek(above) is Operand.Spelled or Operand.SpelledSum;
            if (isSpelled && !IsMaking(next, stack)) return true;
            stack.Run(next);
        }
        return false;
    }

    // How many operands lie above the one that says where; null when the instruction takes no bytes from a place.
    private static int? PlaceOf(in Instruction next) => next.Code.Name switch
    {
        "ldelem.u1" => 0,
        "stelem.i1" => 1,
        "ldelema" when (Type)next.Operand! == typeof(byte) => 0,
        _ when next.Called is MethodInfo called && IsOfBytes(called) => PlaceIn(called, called.GetParameters().Length),
        _ => null,
    };

    private static int? PlaceIn(MethodInfo called, int parameters)
    {
        int first = called.IsStatic ? 1 : 0;
        bool says = called.Name is "get_Item" or "Slice" or "AsSpan" or "AsMemory" or "GetSubArray" && parameters > first;
        return says ? parameters - 1 - first : null;
    }

    private static bool IsOfBytes(MethodInfo called) => called.IsGenericMethod
        ? called.DeclaringType?.Name is "MemoryExtensions" or "RuntimeHelpers" && called.GetGenericArguments().Contains(typeof(byte))
        : _spans.Contains(called.DeclaringType);

    // An array that is listed: its elements are stored one after the other.
    private static bool IsMaking(in Instruction next, OperandStack stack) =>
        next.Code.Name == "stelem.i1" && stack.Peek(2) == Operand.NewArray;
}
