using RawNet.Captures;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;
using RawNet.Verification;

namespace RawNet.Cli.Verify;

/// <summary>Verifies the packets of files, each file by itself and all in one tally.</summary>
/// <param name="comparison">What they are held against.</param>
/// <param name="output">Shows findings as they come.</param>
/// <param name="bpf">Which packets are wanted; all without one.</param>
/// <param name="stop">Ends it with its tally.</param>
/// <param name="complain">Takes a sentence.</param>
internal sealed class VerifyRun(IComparison comparison, IVerifyOutput output, Bpf? bpf, StopSignal stop, Action<string> complain)
{
    private int _damaged;
    private ulong? _dropped;

    /// <summary>Runs, and sums up whatever ended it.</summary>
    public void Run(string[] files, bool lints, Ending ending)
    {
        Verifier verifier = comparison.Witness is { } witness ? new(witness) { Lints = lints } : new() { Lints = lints };
        stop.Status = () =>
            complain($"{Counted.Of(verifier.Tally.Packets, "packet")}, {Counted.Of(verifier.Tally.Findings, "finding")} so far");
        ending.Run(() =>
        {
            output.Started(files, comparison.Witness);
            foreach (string file in files)
                if (!stop.IsSet && Verify(file, verifier) is { } error) Complain(InputFile.Sentence(file, error, "verify"), ending);
            output.Flush();
        });
        if (verifier.Tally.Findings > 0) ending.Worsen(ExitCode.SaidNo);
        ending.Summarize(() => output.Ended(verifier.Tally, files.Length, _damaged, _dropped));
    }

    private CaptureError? Verify(string file, Verifier verifier)
    {
        using InputStream stream = InputFile.Open(file, stop, output.Flush);
        using CaptureReader reader = CaptureReader.Open(stream);
        output.Begin(file);
        long before = verifier.Tally.Packets;
        comparison.Run(file, verifier, new WantedPackets(reader, bpf, stop), output);
        foreach (string remark in reader.Remarks) complain($"{file}: {remark}");
        if (reader.Dropped is { } dropped) _dropped = (_dropped ?? 0) + dropped;
        CaptureError? error = InputFile.ErrorOf(stream, reader.Error);
        return error is not null && verifier.Tally.Packets > before
            ? error with { What = $"{error.What}; the packets before that were verified" }
            : error;
    }

    private void Complain(string sentence, Ending ending)
    {
        _damaged++;
        ending.Worsen(ExitCode.BadInput); // whoever reads may have gone
        output.Flush();
        ending.Fail(new BadInputException(sentence));
    }
}
