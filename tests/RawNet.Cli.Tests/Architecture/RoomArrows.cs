using System.Reflection;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>Which rooms of the command (folders, named as their namespaces) use which, by the compiled assembly.</summary>
internal sealed class RoomArrows
{
    private const string Command = "RawNet.Cli";
    private const string Common = $"{Command}.Common";
    private const string Multicast = $"{Command}.Multicast";

    // These speak to every verb: the line's parser, and what stands above igmp and mld.
    private static readonly string[] _aboveVerbs = [Command, Multicast];

    private readonly Dictionary<string, Dictionary<string, string>> _uses = [];

    public RoomArrows(Assembly command)
    {
        foreach (Type type in command.GetTypes())
            foreach (Type used in OfType(type)) Learn(type, used);
        foreach (CompiledMethod method in CompiledMethod.In(command))
            foreach (Type used in method.Types.Concat(method.Instructions.SelectMany(OfInstruction))) Learn(method.Class, used);
    }

    /// <summary>Rooms from which a way leads back to themselves.</summary>
    public string[] InCircles => [.. _uses.Keys.Where(room => ReachedFrom(room).Contains(room)).Order(StringComparer.Ordinal)];

    /// <summary>Arrows that point from a verb to another, or from what verbs share to a verb.</summary>
    public string[] Forbidden =>
    [
        .. from room in _uses
           where !_aboveVerbs.Contains(room.Key)
           from used in room.Value
           where !IsSharedWith(room.Key, used.Key)
           orderby room.Key
           select $"{room.Key} uses {used.Value}",
    ];

    /// <summary>The rooms that a room uses.</summary>
    public IEnumerable<string> UsedBy(string room) => _uses.GetValueOrDefault(room)?.Keys ?? Enumerable.Empty<string>();

    private static bool IsSharedWith(string room, string used) =>
        used == Common || used.StartsWith($"{Common}.", StringComparison.Ordinal)
        || (used == $"{Multicast}.Common" && room.StartsWith($"{Multicast}.", StringComparison.Ordinal));

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
        string? from = user.Namespace, to = used.Namespace;
        if (from == to || from?.StartsWith(Command, StringComparison.Ordinal) != true
            || to?.StartsWith(Command, StringComparison.Ordinal) != true)
            return;
        if (!_uses.TryGetValue(from, out Dictionary<string, string>? known)) _uses[from] = known = [];
        known.TryAdd(to, $"{used.FullName} ({user.Name})");
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
