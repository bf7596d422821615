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
    private readonly Argument<string> _file = new("FILE") { Description = "pcap or pcapng, also packed by gzip; - is standard input" };
    private readonly Option<string> _against = new("--against") { Description = "compare every field with what this witness says of the file: tshark" };
    private readonly Option<string> _tshark = new("--tshark") { Description = "the witness's program", HelpName = "PATH", DefaultValueFactory = _ => "tshark" };
    private readonly Option<bool> _lint = new("--lint") { Description = "findings are also what breaks an RFC's rules for senders, with the clause" };
    private readonly Option<bool> _json = new("--json") { Description = "NDJSON, schema rawnet.verify/1" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "only the summary" };
    private readonly BpfOption _bpf = new();

    public static Command Create()
    {
        var verb = new VerifyCommand();
        var command = new Command("verify", "Verify every checksum, length and rebuild of a capture; with --against, compare every field with another program's reading.")
        {
            verb._file, verb._against, verb._tshark, verb._lint, verb._json, verb._quiet,
        };
        verb._bpf.AddTo(command);
        verb._against.CompletionSources.Add("tshark");
        command.Validators.Add(result =>
        {
            if (result.TryGet(verb._against, out string? witness) && witness is not (null or "tshark")) result.AddError($"'{witness}' is no witness that rawnet can ask: --against tshark");
        });
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        string file = parsed.GetRequiredValue(_file);
        bool hasWitness = parsed.GetValue(_against) is not null;
        if (hasWitness && file == InputFile.StandardInput) throw new UsageException("--against reads the capture a second time; a file is wanted instead of -");
        Bpf? bpf = _bpf.Of(parsed);
        bpf?.Check([file]);
        using Stream stream = InputFile.Open(file);
        using CaptureReader reader = CaptureReader.Open(stream);
        using IVerifyOutput output = OutputOf(parsed, invocation.Bytes);
        bool lints = parsed.GetValue(_lint);
        Tally tally = hasWitness ? Against(new Tshark(parsed.GetRequiredValue(_tshark)), file, reader, bpf, output, lints) : Alone(file, reader, bpf, output, lints);
        output.Ended(tally);
        if (reader.Error is null) return tally.Findings == 0 ? ExitCode.Good : ExitCode.SaidNo;
        invocation.Complain($"{file}: {reader.Error}{(tally.Packets > 0 ? "; the packets before that were verified" : "")}");
        return ExitCode.BadInput;
    }

    private IVerifyOutput OutputOf(ParseResult parsed, Stream bytes) =>
        parsed.GetValue(_json) ? new VerifyJson(bytes, parsed.GetValue(_quiet)) : new VerifyText(bytes, parsed.GetValue(_quiet));

    private static Tally Alone(string file, CaptureReader reader, Bpf? bpf, IVerifyOutput output, bool lints)
    {
        using var verifier = new Verifier { Lints = lints };
        output.Started(file, witness: null);
        while (reader.TryRead(out CapturedPacket packet))
            if (IsWanted(packet, reader, bpf)) Report(verifier.Check(packet), output);
        return verifier.Tally;
    }

    private static Tally Against(Tshark tshark, string file, CaptureReader reader, Bpf? bpf, IVerifyOutput output, bool lints)
    {
        string version = tshark.Version();
        using var verifier = new Verifier("tshark", tshark.Names()) { Lints = lints };
        using TsharkProfile profile = tshark.Profile();
        output.Started(file, version);
        string? complaint = tshark.Dissect(file, profile, packets => Compare(verifier, reader, bpf, packets, output));
        // Of a damaged file tshark complains as we do; of a whole one it must not.
        if (complaint is not null && reader.Error is null) throw new NotPermittedException($"tshark does not read '{file}' to its end: {complaint}; verify without --against checks it all the same");
        return verifier.Tally;
    }

    private static bool IsWanted(in CapturedPacket packet, CaptureReader reader, Bpf? bpf)
    {
        if (packet.Number == 1) bpf?.Begin(reader);
        return bpf is null || bpf.Accepts(packet);
    }

    private static void Compare(Verifier verifier, CaptureReader reader, Bpf? bpf, PdmlReader packets, IVerifyOutput output)
    {
        while (reader.TryRead(out CapturedPacket packet))
        {
            WitnessPacket? seen = packets.Read();
            if (IsWanted(packet, reader, bpf)) Report(packets.Error is null ? verifier.Compare(packet, seen) : verifier.Check(packet), output);
        }
        if (reader.Error is null && packets.Read() is not null) output.Found(verifier.Surplus());
    }

    private static void Report(IReadOnlyList<Finding> findings, IVerifyOutput output)
    {
        foreach (Finding finding in findings) output.Found(finding);
    }
}
