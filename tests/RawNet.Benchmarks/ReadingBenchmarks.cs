using BenchmarkDotNet.Attributes;

namespace RawNet.Benchmarks;

/// <summary>What declared tables cost beside offsets typed by hand.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private readonly byte[] _frame = EchoFrame.Make();

    /// <summary>Offsets by hand.</summary>
    [Benchmark(Baseline = true)]
    public ulong ByHand() => EchoFrame.ByHand(_frame);

    /// <summary>Views of kinds that the caller expects.</summary>
    [Benchmark]
    public ulong Views() => EchoFrame.ThroughViews(_frame);

    /// <summary>The walk over all layers.</summary>
    [Benchmark]
    public ulong Layers() => EchoFrame.ThroughLayers(_frame);
}
