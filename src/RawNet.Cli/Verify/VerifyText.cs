using System.Globalization;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Text;
using RawNet.Verification;

namespace RawNet.Cli.Verify;

/// <summary>A verification for people: findings as they come, then what was counted.</summary>
internal sealed class VerifyText(Stream bytes, bool quiet) : IVerifyOutput
{
    private readonly TextWriter _output = StandardOutput.BufferedTextOver(bytes);
    private string? _witness;
    private bool _isNamed;
    private string _place = "";

    public void Started(IReadOnlyList<string> files, Witness? witness)
    {
        (_witness, _isNamed) = (witness?.Name, files.Count > 1);
        if (witness is not null)
            _output.WriteLine($"{(_isNamed ? Counted.Of(files.Count, "file") : Printable.Of(files[0]))}, compared with {witness.Version}");
    }

    public void Begin(string file) => _place = _isNamed ? $"{file}: " : "";

    public void Found(Finding finding)
    {
        if (!quiet) _output.WriteLine(Printable.Of($"{_place}{finding}"));
    }

    public void Ended(Tally tally, int files, int damaged, ulong? dropped)
    {
        if (_witness is not null) WriteComparison(tally);
        WriteCounts("checksums", tally.Checksums.Select(c => (c.Key.ToString().ToLowerInvariant(), c.Value)));
        WriteCounts("link types that no layer is declared for",
            tally.UnknownLinkTypes.Select(l => (l.Key.ToString(CultureInfo.InvariantCulture), l.Value)));
        if (LossWords.Of(dropped ?? 0, tally.Lost) is { } losses) _output.WriteLine(losses);
        string of = files > 1 ? $"{Counted.Of(files, "file")}, " : "";
        _output.WriteLine($"{of}{Counted.Of(tally.Packets, "packet")}, {Counted.Of(tally.Findings, "finding")}");
        Flush();
    }

    public void Flush() => _output.Flush();

    public void Dispose() => _output.Dispose();

    private void WriteComparison(Tally tally)
    {
        int width = Math.Max(5, tally.Layers.Select(l => l.Layer.Length).DefaultIfEmpty().Max());
        _output.WriteLine($"{"layer".PadRight(width)}  {"packets",8}  {"fields compared",15}");
        foreach (LayerCount layer in tally.Layers)
            _output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{layer.Layer.PadRight(width)}  {layer.Occurrences,8}  {layer.Fields,15}"));
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{"all".PadRight(width)}  {tally.Packets,8}  {tally.Layers.Sum(l => l.Fields),15}"));
        _output.WriteLine($"names not compared: {(tally.NamesNotCompared.Count > 0 ? string.Join(", ", tally.NamesNotCompared) : "none")}");
        WriteCounts($"names that {_witness} has but did not show", tally.NamesNotShown.Select(n => (n.Key, n.Value)));
        WriteCounts("layers not compared", tally.LayersNotCompared.Select(l => (l.Key, l.Value)));
        if (tally.KnownDifferences > 0)
            _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"known faults of {_witness}: {tally.KnownDifferences}"));
        foreach ((WitnessRule rule, long count) in tally.Rules) _output.WriteLine($"known difference, {Counted.Of(count, "time")}: {rule}");
    }

    private void WriteCounts(string title, IEnumerable<(string Name, long Count)> counts)
    {
        string list = string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name} {c.Count}")));
        if (list.Length > 0) _output.WriteLine($"{title}: {list}");
    }
}
