using System.CommandLine;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;

namespace RawNet.Cli.Verify;

/// <summary><c>verify</c>: is every packet of a capture right, and does a witness read it as we do?</summary>
internal sealed class VerifyCommand
{
    private const string Tshark = "tshark", PacketDotNet = "packetdotnet";
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "pcap or pcapng, also packed by gzip; - is standard input",
        Arity = ArgumentArity.OneOrMore
    };
    private readonly Option<string> _against = new("--against")
    {
        Description = "compare every field with what this witness says: tshark, or packetdotnet inside this process",
    };

    private readonly Option<string> _tshark = new("--tshark")
    {
        Description = "the program that --against tshark runs",
        HelpName = "PATH",
        DefaultValueFactory = _ => "tshark",
    };

    private readonly BpfOption _bpf = new();
    private readonly Option<bool> _lint = new("--lint")
    {
        Description = "findings are also what breaks an RFC's rules for senders, with the clause"
    };
    private readonly JsonOption _json = new("verify", "one object a finding");
    private readonly QuietOption _quiet = new();

    public static Command Create()
    {
        var verb = new VerifyCommand();
        var command = new Verb("verify",
            "Verify every checksum, length and rebuild of captures; with --against, compare every field with another program's reading.",
            "rawnet verify capture.pcapng",
            "rawnet verify --lint --against tshark capture.pcapng")
        {
            verb._files, verb._against, verb._tshark, verb._lint, verb._json, verb._quiet, verb._bpf,
        };
        verb._against.CompletionSources.Add(Tshark, PacketDotNet);
        command.Validators.Add(result =>
        {
            if (!result.TryGet(verb._against, out string? witness) || witness is null or Tshark or PacketDotNet) return;
            result.AddError($"'{witness}' is no witness that rawnet can ask: --against {Tshark} or --against {PacketDotNet}");
        });
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        string[] files = parsed.GetRequiredValue(_files);
        string? against = parsed.GetValue(_against);
        InputFile.Check(parsed, files);
        if (against == Tshark && files.FirstOrDefault(file => !InputFile.CanBeReadAgain(file)) is { } once)
            throw new UsageException($"--against tshark reads the capture a second time; a file is wanted instead of {once}");
        Bpf? bpf = _bpf.Of(parsed);
        bpf?.Check(files);
        using var stop = new StopSignal();
        using IComparison comparison = ComparisonWith(against, parsed);
        using IVerifyOutput output = OutputOf(parsed, invocation);
        var ending = new Ending(invocation);
        RunPhase.Begin(startsPrograms: against == Tshark);
        new VerifyRun(comparison, output, bpf, stop, invocation.Complain).Run(files, parsed.GetValue(_lint), ending);
        return ending.Status;
    }

    private IVerifyOutput OutputOf(ParseResult parsed, Invocation invocation) => invocation.Json is { } lines
        ? new VerifyJson(lines, parsed.GetValue(_quiet))
        : new VerifyText(invocation.Bytes, parsed.GetValue(_quiet));

    private IComparison ComparisonWith(string? against, ParseResult parsed) => against switch
    {
        Tshark => new TsharkComparison(new(parsed.GetRequiredValue(_tshark))),
        PacketDotNet => new PacketDotNetComparison(),
        _ => new OwnChecks(),
    };
}
