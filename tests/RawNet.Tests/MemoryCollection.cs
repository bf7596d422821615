namespace RawNet.Tests;

/// <summary>Tests that ask how much the whole process keeps: no other may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    public const string Name = "memory";
}
