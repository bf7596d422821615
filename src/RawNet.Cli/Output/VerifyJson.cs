using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RawNet.Verification;

namespace RawNet.Cli.Output;

/// <summary>A verification as NDJSON, schema rawnet.verify/1.</summary>
internal sealed class VerifyJson(TextWriter output, bool quiet) : IVerifyOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Started(string file, string? witness) => Write("start", json =>
    {
        json.WriteString("schema", "rawnet.verify/1");
        json.WriteString("file", file);
        if (witness is not null) json.WriteString("witness", witness);
    });

    public void Found(Finding finding)
    {
        if (!quiet) Write("finding", json => WriteFinding(json, finding));
    }

    public void Ended(Tally tally) => Write("summary", json => WriteSummary(json, tally));

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteNumber("frame.number", finding.Frame);
        json.WriteString("layer", finding.Layer);
        if (finding.IsQuoted) json.WriteBoolean("quoted", true);
        json.WriteString("field", finding.Field);
        WriteValue(json, "found", finding.Found);
        WriteValue(json, "expected", finding.Expected);
        json.WriteString("rule", finding.Rule);
    }

    private static void WriteSummary(Utf8JsonWriter json, Tally tally)
    {
        json.WriteNumber("packets", tally.Packets);
        WriteCounts(json, "fields_compared", tally.Layers.Select(l => (l.Layer, l.Fields)));
        json.WriteStartArray("names_not_compared");
        foreach (string name in tally.NamesNotCompared) json.WriteStringValue(name);
        json.WriteEndArray();
        WriteCounts(json, "names_not_shown", tally.NamesNotShown.Select(n => (n.Key, n.Value)));
        WriteCounts(json, "layers", tally.Layers.Select(l => (l.Layer, l.Occurrences)));
        WriteCounts(json, "layers_not_compared", tally.LayersNotCompared.Select(l => (l.Key, l.Value)));
        WriteCounts(json, "checksums", tally.Checksums.Select(c => (c.Key.ToString().ToLowerInvariant(), c.Value)));
        WriteCounts(json, "link_types_not_declared", tally.UnknownLinkTypes.Select(l => (l.Key.ToString(null, null), l.Value)));
        WriteCounts(json, "known_differences", tally.Rules.Select(r => ($"{r.Key.Field}: {r.Key.Text}; {r.Key.Clause}", r.Value)));
        json.WriteNumber("findings", tally.Findings);
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
        else if (value.Form == ValueForm.Flag && value.Text is "true" or "false" or "0" or "1" or "True" or "False") json.WriteBoolean(name, value.Text is "true" or "1" or "True");
        else json.WriteString(name, value.Text);
    }

    private void Write(string name, Action<Utf8JsonWriter> members)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            members(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(line.GetBuffer().AsSpan(0, (int)line.Length)));
    }
}
