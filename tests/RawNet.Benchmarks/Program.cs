using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(RawNet.Benchmarks.ReadingBenchmarks).Assembly).Run(args);
