using RawNet.Cli.Common.Errors;
using RawNet.SharpPcap.Devices;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>All measures of the compiled assemblies, taken once; written to the file that RAWNET_MEASURES names.</summary>
public sealed class Measures
{
    private readonly Dictionary<string, Measure> _all;

    public Measures()
    {
        Type[] oneOfEach = [typeof(View), typeof(RawSocket), typeof(PcapCapture), typeof(ExitCode)];
        CompiledMethod[] methods = CompiledMethod.In([.. oneOfEach.Select(type => type.Assembly)]);
        Measure[] all = [.. ReceiveLoops.In(methods), ReplyPlaces.In(methods), LiteralOffsets.In(methods), ValueForms.In(methods)];
        if (Environment.GetEnvironmentVariable("RAWNET_MEASURES") is { Length: > 0 } file)
            File.WriteAllText(file, Measure.Report(all));
        _all = all.ToDictionary(m => m.Title);
    }

    internal Measure this[string title] => _all[title];
}
