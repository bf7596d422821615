using BenchmarkDotNet.Running;
using RawNet.Benchmarks;

switch (args)
{
    case ["echo"]:
        EchoComparison.Run();
        break;
    case ["read", var file]:
        ReadingComparison.Run(file, "rawnet");
        break;
    case ["read", var file, var command]:
        ReadingComparison.Run(file, command);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ReadingBenchmarks).Assembly).Run(args);
        break;
}
