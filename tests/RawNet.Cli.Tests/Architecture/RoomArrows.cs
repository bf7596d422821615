using System.Reflection;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>Which rooms of an assembly (the folders of its source) use which, by what was compiled. Of an enum's values and
/// of constants nothing is left there.</summary>
internal sealed class RoomArrows
{
    private readonly SourceFolders _folders;
    private readonly Dictionary<string, Dictionary<string, string>> _uses = [];

    public RoomArrows(Assembly assembly)
    {
        _folders = new(assembly);
        foreach (Type type in assembly.GetTypes())
            foreach (Type used in OfType(type)) Learn(type, used);
        foreach (CompiledMethod method in CompiledMethod.In(assembly))
            foreach (Type used in method.Types.Concat(method.Instructions.SelectMany(OfInstruction))) Learn(method.Class, used);
    }

    /// <summary>Every arrow, with a type that is used and one that uses it.</summary>
    public IEnumerable<(string Room, string Used, string Example)> All =>
        from room in _uses
        from used in room.Value
        orderby room.Key, used.Key
        select (room.Key, used.Key, $"{room.Key} uses {used.Key}: {used.Value}");

    /// <summary>Arrows to rooms from which a way leads back.</summary>
    public string[] InCircles => [.. All.Where(arrow => ReachedFrom(arrow.Used).Contains(arrow.Room)).Select(arrow => arrow.Example)];

    /// <summary>The rooms that a room uses.</summary>
    public IEnumerable<string> UsedBy(string room) => _uses.GetValueOrDefault(room)?.Keys ?? Enumerable.Empty<string>();

    private HashSet<string> ReachedFrom(string room)
    {
        HashSet<string> reached = [];
        Stack<string> open = new([room]);
        while (open.TryPop(out string? next))
            foreach (string used in UsedBy(next).Where(reached.Add)) open.Push(used);
        return reached;
    }

    private void Learn(Type user, Type used)
    {
        if (_folders.Of(user) is not { } from || _folders.Of(used) is not { } to || from == to) return;
        if (!_uses.TryGetValue(from, out Dictionary<string, string>? known)) _uses[from] = known = [];
        known.TryAdd(to, $"{used.Name} ({user.Name})");
    }

    private static IEnumerable<Type> OfType(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<Type> fields = type.GetFields(All).Select(field => field.FieldType);
        IEnumerable<Type> results = type.GetMethods(All).Select(method => method.ReturnType);
        return fields.Concat(results).Concat(type.GetInterfaces()).Append(type.BaseType ?? typeof(object)).SelectMany(Named);
    }

    private static IEnumerable<Type> OfInstruction(Instruction next) => next.Operand switch
    {
        Type type => Named(type),
        MethodInfo method => Named(method.DeclaringType!).Concat(method.GetGenericArguments().SelectMany(Named)),
        MemberInfo { DeclaringType: { } type } => Named(type),
        _ => [],
    };

    // Of a list of renderers both the list and the renderer.
    private static IEnumerable<Type> Named(Type type) => type.GetGenericArguments().SelectMany(Named)
        .Concat(type.GetElementType() is { } element ? Named(element) : [type]);
}
