using System.Reflection;
using System.Reflection.Emit;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>What is known of a value on the stack.</summary>
internal enum Operand
{
    Other,

    /// <summary>A constant of 1 or more.</summary>
    Spelled,

    /// <summary>Something and such a constant.</summary>
    SpelledSum,

    /// <summary>An array that was made just now.</summary>
    NewArray,
}

/// <summary>Follows through a method, from top to bottom, which values are numbers that the source spells.</summary>
internal sealed class OperandStack
{
    private readonly Dictionary<int, Operand[]> _arriving = [];
    private readonly Dictionary<int, Operand> _locals = [];
    private List<Operand> _values = [];
    private bool _goesOn = true;

    /// <summary>What lies there; 0 is the top.</summary>
    public Operand Peek(int depth) => depth < _values.Count ? _values[^(depth + 1)] : Operand.Other;

    /// <summary>Behind a jump the stack is as at another jump to here.</summary>
    public void Arrive(in Instruction next)
    {
        if (!_goesOn) _values = [.. _arriving.GetValueOrDefault(next.At, [])];
        _goesOn = next.Code.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);
    }

    public void Run(in Instruction next)
    {
        Operand made = Made(next);
        int kept = Math.Max(0, _values.Count - Popped(next));
        // What is counted up in a variable is no longer what the source spells.
        if (Begins(next, "stloc")) _locals[(int)next.Operand!] = Peek(0) == Operand.SpelledSum ? Operand.Other : Peek(0);
        _values.RemoveRange(kept, _values.Count - kept);
        _values.AddRange(Enumerable.Repeat(made, Pushed(next)));
        if (next.IsJump) _arriving.TryAdd((int)next.Operand!, [.. _values]);
    }

    private Operand Made(in Instruction next) => next.Code.Name switch
    {
        "newarr" => Operand.NewArray,
        "add" => Sum(Peek(1), Peek(0)),
        "dup" => Peek(0),
        _ when Begins(next, "conv") => Peek(0),
        _ when Begins(next, "ldc.i4") => next.Operand is > 0 ? Operand.Spelled : Operand.Other,
        _ when Begins(next, "ldloc") && !Begins(next, "ldloca") => _locals.GetValueOrDefault((int)next.Operand!),
        _ when next.Called is { } called => OfCall(called),
        _ => Operand.Other,
    };

    // Index and Range are made from numbers; one that counts from the end is no offset.
    private Operand OfCall(MethodBase called)
    {
        int count = Arguments(called);
        bool isIndex = called.DeclaringType == typeof(Index), isRange = called.DeclaringType == typeof(Range) && called.Name != "EndAt";
        if (isIndex && count == 2 && called.IsConstructor && Peek(0) == Operand.Spelled) return Operand.Other;
        return (isIndex || isRange) && count > 0 ? Peek(count - 1) : Operand.Other;
    }

    private static Operand Sum(Operand one, Operand other) =>
        one == Operand.Spelled && other == Operand.Spelled ? Operand.Spelled
        : one is Operand.Spelled or Operand.SpelledSum || other is Operand.Spelled or Operand.SpelledSum ? Operand.SpelledSum
        : Operand.Other;

    private int Popped(in Instruction next) => next.Code.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Varpop when next.Called is { } called => Arguments(called) + (called.IsStatic || next.Code.Name == "newobj" ? 0 : 1),
        StackBehaviour.Varpop => _values.Count,
        StackBehaviour several => several.ToString().Split('_').Length,
    };

    private static int Pushed(in Instruction next) => next.Code.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Varpush => next.Called is MethodInfo { ReturnType: var type } && type != typeof(void) ? 1 : 0,
        StackBehaviour several => several.ToString().Split('_').Length,
    };

    private static bool Begins(in Instruction next, string name) => next.Code.Name!.StartsWith(name, StringComparison.Ordinal);

    private static int Arguments(MethodBase called) => called.GetParameters().Length;
}
