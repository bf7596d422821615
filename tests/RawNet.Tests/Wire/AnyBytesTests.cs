using RawNet.Tests.Captures;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>
/// Any bytes under any link type and any capture file: no exception, no hang, memory by what is there, and every eighth packet builds
/// the same bytes. RAWNET_INPUTS=10000000 in the environment makes the long run of it.
/// </summary>
public class AnyBytesTests
{
    private const int Bounded = 40_000;
    private const int MostRead = 40; // bytes allocated for each byte of the input, short ones counted as 256
    private const int MostSaid = 64; // an option of one byte is eleven characters, twice an entry of a list
    private const int Hang = 30_000; // ms, on a machine that does much else

    [Fact]
    public void EveryInputIsReadAndSaidInBoundedMemory()
    {
        long inputs = Soak.Number("RAWNET_INPUTS", Bounded);
        Examiner[] examiners = [.. Enumerable.Range(1, inputs > Bounded ? Environment.ProcessorCount : 1).Select(_ => new Examiner())];
        Parallel.For(0, examiners.Length, n => Run(examiners[n], seed: n + 1, inputs / examiners.Length));
        Cost read = Worst(examiners, e => e.WorstRead), said = Worst(examiners, e => e.WorstExpression),
            file = Worst(examiners, e => e.WorstFile), slowest = Worst(examiners, e => e.Slowest);
        Soak.Say($"{examiners.Sum(e => e.Inputs)} inputs; allocated for a byte at most: read {read}, said {said}, files {file}; "
            + $"slowest {slowest.Amount} ms");
        Assert.Empty(examiners.SelectMany(e => e.Failures.Values));
        Assert.True(read.Ratio <= MostRead, $"{read.Amount} bytes allocated to read {read.Input}");
        Assert.True(said.Ratio <= MostSaid, $"{said.Amount} bytes allocated for the expression of {said.Input}");
        Assert.True(file.Ratio <= MostRead,
            $"{file.Amount} bytes allocated for a file: {Convert.ToHexStringLower((byte[]?)file.Input ?? [])}");
        Assert.True(slowest.Amount < Hang, $"{slowest.Amount} ms for {slowest.Input}");
        Array.ForEach(examiners, e => e.Dispose());
    }

    [Fact]
    public void ManyOptionsOfOneByteCostNoMoreThanOthers()
    {
        // A destination header of 1048 bytes: 4 of it and 400 pad1 are there. Found by tests/soak.
        byte[] bytes = [.. Convert.FromHexString(
            "600000000418" + "3c40" + "20010db8000000000000000000000001" + "20010db8000000000000000000000002" + "3b82"), .. new byte[400]];
        using Examiner examiner = new();
        Input input = new("pad1", LinkType.Ipv6, bytes, bytes.Length);
        examiner.Examine(input);
        examiner.Forget();
        examiner.Examine(input);
        examiner.Rebuild(input);
        Assert.Empty(examiner.Failures.Values);
        Assert.True(examiner.WorstExpression.Ratio <= MostSaid, examiner.WorstExpression.ToString());
        Soak.Say(examiner.WorstExpression.ToString());
    }

    private static void Run(Examiner examiner, int seed, long inputs)
    {
        foreach (Input input in Recorded.WithWitnesses) examiner.Examine(input);
        examiner.Forget();
        Mutator mutator = new(seed, Recorded.WithWitnesses);
        FileMutator files = new(seed);
        while (examiner.Inputs < inputs)
        {
            if (examiner.Inputs % (inputs / 20) == 0)
                Soak.Say($"seed {seed}: {examiner.Inputs} inputs, {examiner.Failures.Count} failures");
            if (examiner.Inputs % 16 == 0)
            {
                examiner.Examine(files.Next());
                continue;
            }
            Input input = mutator.Next();
            examiner.Examine(input);
            if (examiner.Inputs % 8 == 1) examiner.Rebuild(input);
        }
    }

    private static Cost Worst(Examiner[] examiners, Func<Examiner, Cost> cost) =>
        examiners.Aggregate(Cost.None, (worst, e) => worst.Or(cost(e)));
}
