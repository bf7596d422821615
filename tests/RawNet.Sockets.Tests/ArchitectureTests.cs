using System.Reflection;

namespace RawNet.Sockets.Tests;

public class ArchitectureTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Assembly _library = typeof(RawSocket).Assembly;

    [Fact]
    public void PlatformCallsAndPointersExistOnlyInTheLinuxNamespace()
    {
        MethodBase[] outside = [.. Methods().Where(m => !Inside(m.DeclaringType!))];
        Assert.True(outside.Length > 100);
        Assert.Empty(outside.Where(IsNative).Select(m => $"{m.DeclaringType}.{m.Name}"));
        Assert.Contains(Methods().Where(m => Inside(m.DeclaringType!)), IsNative);
    }

    [Fact]
    public void NothingOfTheLinuxNamespaceIsPublic() =>
        Assert.DoesNotContain(_library.GetExportedTypes(), Inside);

    [Fact]
    public void OnlyTheRuntimeAndThePureLibraryAreReferenced() =>
        Assert.All(_library.GetReferencedAssemblies(), a => Assert.True(
            a.Name == "RawNet" || a.Name!.StartsWith("System.", StringComparison.Ordinal) || a.Name == "Microsoft.Win32.Primitives",
            a.Name));

    private static IEnumerable<MethodBase> Methods() =>
        _library.GetTypes().SelectMany(t => t.GetMethods(Everything).Cast<MethodBase>().Concat(t.GetConstructors(Everything)));

    private static bool Inside(Type type) => type.Namespace == "RawNet.Sockets.Linux";

    private static bool IsNative(MethodBase method) =>
        method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)
        || method.GetParameters().Any(p => p.ParameterType.IsPointer)
        || (method.GetMethodBody()?.LocalVariables.Any(v => v.LocalType.IsPointer || v.IsPinned) ?? false);
}
