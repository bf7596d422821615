using RawNet.Cli;
using RawNet.Cli.Output;

using Stream output = StandardOutput.Open();
return await CommandLine.RunAsync(args, output, Console.Error);
