using System.Reflection;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>Which methods a call may reach.</summary>
internal sealed class Calls
{
    private readonly Dictionary<MethodBase, CompiledMethod> _methods;
    private readonly ILookup<MethodBase, MethodBase> _overriding;

    public Calls(CompiledMethod[] methods)
    {
        _methods = methods.ToDictionary(m => m.Method);
        Type[] types = [.. methods.Select(m => m.Method.DeclaringType!).Distinct()];
        _overriding = types.SelectMany(Overrides).Concat(types.Where(t => !t.IsInterface).SelectMany(Implementations))
            .ToLookup(pair => pair.Called, pair => pair.Run);
    }

    /// <summary>The methods that run when this one is called: itself, or what takes its place.</summary>
    public IEnumerable<MethodBase> TargetsOf(MethodBase callee) => _overriding[callee].Append(callee);

    /// <summary>What a method calls; nothing where its code is not known.</summary>
    public IEnumerable<(MethodBase Callee, bool IsRepeated)> Of(MethodBase method) =>
        _methods.TryGetValue(method, out CompiledMethod? known) ? known.Calls : [];

    private static IEnumerable<(MethodBase Called, MethodBase Run)> Overrides(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => m.IsVirtual && m.GetBaseDefinition() != m)
            .Select(m => (CompiledMethod.DefinitionOf(m.GetBaseDefinition()), (MethodBase)m));

    private static IEnumerable<(MethodBase Called, MethodBase Run)> Implementations(Type type) =>
        type.GetInterfaces().Where(i => i.Namespace?.StartsWith("RawNet", StringComparison.Ordinal) == true)
            .Select(type.GetInterfaceMap)
            .SelectMany(map => map.InterfaceMethods.Zip(map.TargetMethods))
            .Select(pair => (CompiledMethod.DefinitionOf(pair.First), CompiledMethod.DefinitionOf(pair.Second)));
}
