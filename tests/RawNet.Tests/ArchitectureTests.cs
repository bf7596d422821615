namespace RawNet.Tests;

public class ArchitectureTests
{
    [Fact]
    public void ThePureLibraryReferencesOnlyTheRuntime()
    {
        Assert.All(typeof(RawNet.Wire.LinkType).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
    }
}
