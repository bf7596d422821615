using System.CommandLine;
using RawNet.Captures;
using RawNet.Cli.Input;
using RawNet.Cli.Options;
using RawNet.Cli.Output;
using RawNet.Cli.Witnesses;
using RawNet.Verification;

namespace RawNet.Cli.Commands;

/// <summary><c>verify</c>: is every packet of a capture right, and does a witness read it as we do?</summary>
internal sealed class VerifyCommand
{
    private const string Tshark = "tshark", PacketDotNet = "packetdotnet";
    private readonly Argument<string> _file = new("FILE") { Description = "pcap or pcapng, also packed by gzip; - is standard input" };
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
    private readonly Option<bool> _lint = new("--lint") { Description = "findings are also what breaks an RFC's rules for senders, with the clause" };
    private readonly Option<bool> _json = new("--json") { Description = "NDJSON, schema rawnet.verify/1" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "only the summary" };

    public static Command Create()
    {
        var verb = new VerifyCommand();
        var command = new Command("verify", "Verify every checksum, length and rebuild of a capture; with --against, compare every field with another program's reading.")
        {
            verb._file, verb._against, verb._tshark, verb._lint, verb._json, verb._quiet,
        };
        verb._bpf.AddTo(command);
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
        string file = parsed.GetRequiredValue(_file);
        string? against = parsed.GetValue(_against);
        if (against == Tshark && file == InputFile.StandardInput)
            throw new UsageException("--against tshark reads the capture a second time; a file is wanted instead of -");
        Bpf? bpf = _bpf.Of(parsed);
        bpf?.Check([file]);
        using Stream stream = InputFile.Open(file);
        using CaptureReader reader = CaptureReader.Open(stream);
        using IVerifyOutput output = OutputOf(parsed, invocation.Bytes);
        bool lints = parsed.GetValue(_lint);
        var wanted = new WantedPackets(reader, bpf);
        Tally tally = against is null
            ? Alone(file, wanted, output, lints)
            : Against(ComparisonWith(against, file, parsed), file, wanted, output, lints);
        output.Ended(tally);
        foreach (string remark in reader.Remarks) invocation.Complain($"{file}: {remark}");
        if (reader.Error is null) return tally.Findings == 0 ? ExitCode.Good : ExitCode.SaidNo;
        invocation.Complain($"{file}: {reader.Error}{(tally.Packets > 0 ? "; the packets before that were verified" : "")}");
        return ExitCode.BadInput;
    }

    private IVerifyOutput OutputOf(ParseResult parsed, Stream bytes) =>
        parsed.GetValue(_json) ? new VerifyJson(bytes, parsed.GetValue(_quiet)) : new VerifyText(bytes, parsed.GetValue(_quiet));

    private static Tally Alone(string file, WantedPackets packets, IVerifyOutput output, bool lints)
    {
        using var verifier = new Verifier { Lints = lints };
        output.Started(file, witness: null);
        while (packets.TryRead(out CapturedPacket packet)) output.Found(verifier.Check(packet));
        return verifier.Tally;
    }

    private IComparison ComparisonWith(string against, string file, ParseResult parsed) =>
        against == Tshark ? new TsharkComparison(new(parsed.GetRequiredValue(_tshark)), file) : new PacketDotNetComparison();

    private static Tally Against(IComparison comparison, string file, WantedPackets packets, IVerifyOutput output, bool lints)
    {
        using var verifier = new Verifier(comparison.Witness) { Lints = lints };
        output.Started(file, comparison.Witness);
        comparison.Run(verifier, packets, output);
        return verifier.Tally;
    }
}
