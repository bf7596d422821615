using RawNet.Cli;
using RawNet.Cli.Common.Files;
using RawNet.Sockets;

StandardDescriptors.Hold();
// Before anything else: .NET leaves a signal alone that is ignored when it first looks.
ProcessSignals.RestoreIgnored();
ProcessSignals.SurviveFileSizeLimit();
using Stream complaints = StandardOutput.OpenErrors();
using ResultStream output = StandardOutput.Open(complaints);
await using TextWriter errors = StandardOutput.TextOver(complaints);
return await CommandLine.RunAsync(args, output, errors);
