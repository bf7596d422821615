using System.Globalization;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification;

/// <summary>Compares every value that this library shows of a packet with what a witness shows under the same name.</summary>
internal sealed class Comparison(Witness witness, Tally tally, List<Finding> findings)
{
    private readonly WitnessNames _names = witness.Names;
    private const string There = "there", NotThere = "not there", FrameLength = "frame.len";
    private long _frame;

    public void Compare(in CapturedPacket packet, IReadOnlyList<LayerValues> layers, WitnessPacket seen)
    {
        _frame = packet.Number;
        LayerValues[] ours = witness.Divided(_names.Has(FrameLength) ? layers.Prepend(FrameOf(packet)) : layers, tally).ToArray();
        int next = 0, last = -1;
        for (int i = 0; i < ours.Length; i++)
        {
            int found = Find(seen, next, ours[i]);
            if (found < 0)
            {
                Miss(ours, i, seen.Refusal is not null);
                continue;
            }
            for (; next < found; next++) Surplus(seen.Layers[next], ours);
            CompareLayer(ours, i, seen.Layers[next++]);
            last = i;
        }
        for (; next < seen.Layers.Count; next++) Surplus(seen.Layers[next], ours);
        if (seen.Refusal is not null && layers.Count > 0) Refuse(ours, Math.Min(last + 1, ours.Length - 1), seen.Refusal);
    }

    private static LayerValues FrameOf(in CapturedPacket packet)
    {
        var fields = new List<FieldValue>
        {
            new(FrameLength, new(packet.Length.ToString(CultureInfo.InvariantCulture), ValueForm.Number)),
            new("frame.cap_len", new(packet.Data.Length.ToString(CultureInfo.InvariantCulture), ValueForm.Number)),
        };
        if (packet.TimeNanoseconds is { } time && time >= 0)
            fields.Add(new("frame.time_epoch",
                new(string.Create(CultureInfo.InvariantCulture, $"{time / 1_000_000_000}.{time % 1_000_000_000:d9}"), ValueForm.Text)));
        return new("frame", 0, fields);
    }

    private static int Find(WitnessPacket seen, int from, LayerValues layer)
    {
        for (int i = from; i < seen.Layers.Count; i++)
            if (seen.Layers[i].Protocol == layer.Protocol && seen.Layers[i].Offset == layer.Offset) return i;
        return -1;
    }

    // Bytes that nobody declares may be something to the witness, and of a cut header it may show nothing;
    // another declared layer is one to both or a difference.
    private void Miss(LayerValues[] ours, int i, bool isRefused)
    {
        LayerValues layer = ours[i];
        bool isOpen = layer.Protocol == Data.Kind.Protocol.Name || layer.Protocol == Trailer.Kind.Protocol.Name;
        foreach (FieldValue member in layer.Members)
            if (!_names.Has(member.Name)) tally.AddUnknownName(member.Name);
        bool isBeyond = isRefused || !witness.Reaches(ours.AsSpan(..(i + 1)));
        if (isOpen || isBeyond || !layer.IsWhole || !layer.Members.Any()) tally.AddSkipped(layer.Protocol);
        else JudgeLayer(ours, i, layer.Protocol, There, NotThere);
    }

    // What lies inside bytes that nobody declares here belongs to a message that is not declared.
    private void Surplus(WitnessLayer layer, LayerValues[] ours)
    {
        bool isDeclared = WitnessNames.Protocols.Contains(layer.Protocol) && layer.Protocol != Data.Kind.Protocol.Name;
        int around = Array.FindLastIndex(ours, l => l.Offset < layer.Offset);
        // The redirected header of a Redirect is an option here, a packet to the witness.
        string? carrier = around < 0 ? null : ours[around].Protocol;
        bool isInside = carrier == Data.Kind.Protocol.Name || carrier == NeighborRedirect.Kind.Protocol.Name;
        if (isDeclared && !isInside && ours.Length > 0) JudgeLayer(ours, Math.Max(around, 0), layer.Protocol, NotThere, There);
        else tally.AddSkipped(layer.Protocol);
    }

    private void Refuse(LayerValues[] ours, int i, string refusal) => JudgeLayer(ours, i, ours[i].Protocol, There, refusal);

    private void JudgeLayer(LayerValues[] ours, int i, string protocol, string found, string expected)
    {
        var difference = new Difference(ours, i, Difference.WholeLayer, new(found, ValueForm.Text), expected);
        if (IsKnown(difference)) return;
        bool isQuoted = found == There && ours[i].IsQuoted;
        findings.Add(new(_frame, protocol, difference.Name, difference.Ours, new(expected, ValueForm.Text), witness.Name)
        {
            Witness = witness.Name,
            IsQuoted = isQuoted,
        });
    }

    private bool IsKnown(Difference difference)
    {
        if (witness.Rules.FirstOrDefault(r => r.Applies(difference)) is not { } rule) return false;
        tally.AddRule(rule);
        return true;
    }

    private void CompareLayer(LayerValues[] ours, int index, WitnessLayer seen)
    {
        ILookup<string, string> texts = seen.Fields.Where(f => !_names.IsBare(f.Name)).ToLookup(f => NameOf(seen, f), f => f.Text);
        var occurrences = new Dictionary<string, int>();
        long compared = 0;
        foreach (FieldValue member in ours[index].Members)
        {
            int nth = occurrences[member.Name] = occurrences.GetValueOrDefault(member.Name) + 1;
            if (texts[member.Name].ElementAtOrDefault(nth - 1) is { } text)
            {
                CompareValue(new(ours, index, member.Name, member.Value, text));
                compared++;
            }
            else if (_names.Has(member.Name)) AddNotShown(member);
            else tally.AddUnknownName(member.Name);
        }
        CompareCounts(ours, index, texts, occurrences);
        tally.AddLayer(ours[index].Protocol, compared);
    }

    private string NameOf(WitnessLayer layer, WitnessField field)
    {
        (string name, WitnessRule? rule) = witness.NameOf(layer, field);
        if (rule is not null) tally.AddRule(rule);
        return name;
    }

    // No bytes at all are nothing to show.
    private void AddNotShown(FieldValue member)
    {
        if (member.Value.Text.Length > 0) tally.AddNotShown(member.Name);
    }

    private void CompareValue(in Difference d)
    {
        bool isVerdict = WitnessNames.AreVerdicts(d.Name);
        if (WitnessValue.Equal(d.Ours, d.Text, _names.AreBytes(d.Name), isVerdict)) return;
        if (!IsKnown(d)) AddFinding(d.Layer, d.Name, d.Ours, new(isVerdict ? WitnessValue.VerdictOf(d.Text) : d.Text, d.Ours.Form));
    }

    // A repeated part that the witness shows more often is a difference too.
    private void CompareCounts(LayerValues[] ours, int index, ILookup<string, string> texts, Dictionary<string, int> occurrences)
    {
        foreach ((string name, int count) in occurrences)
        {
            if (texts[name].Count() is var theirs && theirs <= count) continue;
            if (!IsKnown(new(ours, index, name, Times(count), Times(theirs).Text)))
                AddFinding(ours[index], name, Times(count), Times(theirs));
        }
    }

    private static ShownValue Times(int count) => new(string.Create(CultureInfo.InvariantCulture, $"{count} times"), ValueForm.Text);

    private void AddFinding(LayerValues layer, string name, in ShownValue ours, in ShownValue theirs) =>
        findings.Add(new(_frame, layer.Protocol, name, ours, theirs, witness.Name) { Witness = witness.Name, IsQuoted = layer.IsQuoted });
}
