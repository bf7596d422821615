using System.Reflection;
using System.Runtime.CompilerServices;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>A method as the source has it: an iterator or asynchronous one with the body that the compiler put elsewhere,
/// a lambda under the name of the method that holds it.</summary>
internal sealed class CompiledMethod
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly MethodBase _body;
    private readonly Lazy<Instruction[]> _instructions;
    private readonly Lazy<(MethodBase, bool)[]> _calls;

    private CompiledMethod(MethodBase method)
    {
        Method = method;
        _body = method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethod("MoveNext", Everything) ?? method;
        _instructions = new(() => Instruction.Of(_body));
        _calls = new(() => [.. Instructions.Where(i => i.Called is not null).Select(i => (DefinitionOf(i.Called!), IsInLoop(i.At)))]);
        Class = SpelledOut(method.DeclaringType!);
    }

    public MethodBase Method { get; }

    /// <summary>The class that the source names.</summary>
    public Type Class { get; }

    public Instruction[] Instructions => _instructions.Value;

    /// <summary>What the method takes and keeps.</summary>
    public IEnumerable<Type> Types =>
        Method.GetParameters().Select(p => p.ParameterType).Concat(_body.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? []);

    /// <summary>The calls, each with whether it may come again before the method ends.</summary>
    public IReadOnlyList<(MethodBase Callee, bool IsRepeated)> Calls => _calls.Value;

    /// <summary>All that were written in these assemblies.</summary>
    public static CompiledMethod[] In(params Assembly[] assemblies)
    {
        Type[] types = [.. assemblies.SelectMany(a => a.GetTypes())];
        MethodBase[] all = [.. types.SelectMany(t => t.GetMethods(Everything).Concat<MethodBase>(t.GetConstructors(Everything)))];
        HashSet<Type> bodies = [.. all.Select(m => m.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType).OfType<Type>()];
        return [.. all.Where(m => !bodies.Contains(m.DeclaringType!)).Select(m => new CompiledMethod(m))];
    }

    /// <summary>The method itself, of whatever types it is called with.</summary>
    public static MethodBase DefinitionOf(MethodBase method) => method.Module.ResolveMethod(method.MetadataToken)!;

    public override string ToString() => $"{Class.FullName}.{NameOf(Method.Name)}";

    // <Run>b__3_0 is a lambda in Run, get_Length the property Length.
    private static string NameOf(string name) => name[0] == '<' ? name[1..name.IndexOf('>', StringComparison.Ordinal)]
        : name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..]
        : name;

    private static Type SpelledOut(Type type) => type.Name[0] == '<' && type.DeclaringType is { } outer ? SpelledOut(outer) : type;

    private bool IsInLoop(int at) => Instructions.Any(jump => jump.IsJump && (int)jump.Operand! <= at && at <= jump.At);
}
