using System.Text.Json;
using RawNet.Cli.Common.Json;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.Cli.Verify;

/// <summary>A verification as NDJSON, schema rawnet.verify/1.</summary>
internal sealed class VerifyJson(JsonLines lines, bool quiet) : IVerifyOutput
{

    private string? _file;
    private bool _isNamed;

    public void Started(IReadOnlyList<string> files, Witness? witness)
    {
        _isNamed = files.Count > 1;
        Utf8JsonWriter json = lines.BeginStart();
        if (!_isNamed) json.WriteForeign("file"u8, files[0]);
        if (witness is not null) json.WriteString("witness"u8, witness.Version);
        lines.End();
    }

    public void Begin(string file) => _file = _isNamed ? file : null;

    public void Found(Finding finding)
    {
        if (quiet) return;
        Utf8JsonWriter json = lines.Begin("finding"u8);
        if (_file is not null) json.WriteString("file"u8, _file);
        json.WriteNumber("frame.number"u8, finding.Frame);
        json.WriteString("layer"u8, finding.Layer);
        if (finding.IsQuoted) json.WriteBoolean("quoted"u8, true);
        json.WriteString("field"u8, finding.Field);
        WriteValue(json, "found", finding.Found);
        WriteValue(json, "expected", finding.Expected);
        json.WriteString("rule"u8, finding.Rule);
        lines.End();
    }

    public void Ended(Tally tally, int files, int damaged, ulong? dropped)
    {
        lines.Summarize(json =>
        {
            json.WriteNumber("sources"u8, files);
            json.WriteNumber("damaged"u8, damaged);
            json.WriteNumber("packets"u8, tally.Packets);
            if (dropped is { } lost) json.WriteNumber("dropped"u8, lost);
            if (tally.Lost > 0) json.WriteNumber("lost"u8, tally.Lost);
            WriteCounts(json, "fields_compared", tally.Layers.Select(l => (l.Layer, l.Fields)));
            json.WriteStartArray("names_not_compared"u8);
            foreach (string name in tally.NamesNotCompared) json.WriteStringValue(name);
            json.WriteEndArray();
            WriteCounts(json, "names_not_shown", tally.NamesNotShown.Select(n => (n.Key, n.Value)));
            WriteCounts(json, "layers", tally.Layers.Select(l => (l.Layer, l.Occurrences)));
            WriteCounts(json, "layers_not_compared", tally.LayersNotCompared.Select(l => (l.Key, l.Value)));
            WriteCounts(json, "checksums", tally.Checksums.Select(c => (c.Key.ToString().ToLowerInvariant(), c.Value)));
            WriteCounts(json, "link_types_not_declared", tally.UnknownLinkTypes.Select(l => (l.Key.ToString(null, null), l.Value)));
            WriteCounts(json, "known_differences", tally.Rules.Select(r => (r.Key.ToString(), r.Value)));
            json.WriteNumber("findings"u8, tally.Findings);
        });
    }

    public void Flush() => lines.Flush();

    public void Dispose()
    {
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<(string Name, long Count)> counts)
    {
        json.WriteStartObject(name);
        foreach ((string key, long count) in counts) json.WriteNumber(key, count);
        json.WriteEndObject();
    }

    // What a witness says of a number may be no number at all; then it stays text.
    private static void WriteValue(Utf8JsonWriter json, string name, in ShownValue value)
    {
        if (value.Form == ValueForm.Number && ulong.TryParse(value.Text, null, out ulong number)) json.WriteNumber(name, number);
        else if (value.Form == ValueForm.Flag) json.WriteBoolean(name, value.Text is "true" or "1" or "True");
        else json.WriteString(name, NativeText.Shown(value.Text));
    }
}
