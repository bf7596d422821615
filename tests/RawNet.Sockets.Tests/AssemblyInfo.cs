using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
