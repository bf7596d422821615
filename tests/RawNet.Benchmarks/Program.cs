using BenchmarkDotNet.Running;
using RawNet.Benchmarks;

if (args is ["echo"])
    EchoComparison.Run();
else
    BenchmarkSwitcher.FromAssembly(typeof(ReadingBenchmarks).Assembly).Run(args);
