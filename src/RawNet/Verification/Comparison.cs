using System.Globalization;
using RawNet.Captures;
using RawNet.Protocols;

namespace RawNet.Verification;

/// <summary>Compares every value that this library shows of a packet with what a witness shows under the same name.</summary>
internal sealed class Comparison(WitnessNames names, string witness, Tally tally, List<Finding> findings)
{
    private long _frame;

    public void Compare(in CapturedPacket packet, List<ShownLayer> layers, WitnessPacket seen)
    {
        _frame = packet.Number;
        ShownLayer[] ours = WitnessRule.Divided(layers.Prepend(FrameOf(packet)), tally).ToArray();
        int next = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            int found = Find(seen, next, ours[i]);
            if (found < 0)
            {
                Miss(ours, i);
                continue;
            }
            for (; next < found; next++) Surplus(seen.Layers[next], layers);
            CompareLayer(ours, i, seen.Layers[next++]);
        }
        for (; next < seen.Layers.Count; next++) Surplus(seen.Layers[next], layers);
    }

    private static ShownLayer FrameOf(in CapturedPacket packet)
    {
        var members = new List<Member>
        {
            new("frame.len", new(packet.Length.ToString(CultureInfo.InvariantCulture), ValueForm.Number)),
            new("frame.cap_len", new(packet.Data.Length.ToString(CultureInfo.InvariantCulture), ValueForm.Number)),
        };
        if (packet.TimeNanoseconds is { } time && time >= 0)
            members.Add(new("frame.time_epoch", new(string.Create(CultureInfo.InvariantCulture, $"{time / 1_000_000_000}.{time % 1_000_000_000:d9}"), ValueForm.Text)));
        return new("frame", 0, false, members);
    }

    private static int Find(WitnessPacket seen, int from, ShownLayer layer)
    {
        for (int i = from; i < seen.Layers.Count; i++)
            if (seen.Layers[i].Protocol == layer.Protocol && seen.Layers[i].Offset == layer.Offset) return i;
        return -1;
    }

    // Bytes that nobody declares may be something to the witness, and of a cut header it may show nothing; another declared layer is one to both or a difference.
    private void Miss(ShownLayer[] ours, int i)
    {
        ShownLayer layer = ours[i];
        bool isOpen = layer.Protocol == Data.Kind.Protocol.Name || layer.Protocol == Trailer.Kind.Protocol.Name;
        foreach (Member member in layer.Members)
            if (!names.Has(member.Name)) tally.AddUnknownName(member.Name);
        if (isOpen || !layer.IsWhole || layer.Members.Count == 0) tally.AddSkipped(layer.Protocol);
        else AddLayerFinding(layer.Protocol, "there", "not there", layer.IsQuoted);
    }

    // What lies inside bytes that nobody declares here belongs to a message that is not declared.
    private void Surplus(WitnessLayer layer, List<ShownLayer> ours)
    {
        bool isDeclared = WitnessNames.Protocols.Contains(layer.Protocol) && layer.Protocol != Data.Kind.Protocol.Name;
        // The redirected header of a Redirect is an option here, a packet to the witness.
        bool isInside = ours.LastOrDefault(l => l.Offset < layer.Offset)?.Protocol is { } around && (around == Data.Kind.Protocol.Name || around == NeighborRedirect.Kind.Protocol.Name);
        if (isDeclared && !isInside && ours.Count > 0) AddLayerFinding(layer.Protocol, "not there", "there", isQuoted: false);
        else tally.AddSkipped(layer.Protocol);
    }

    private void AddLayerFinding(string protocol, string found, string expected, bool isQuoted) =>
        findings.Add(new(_frame, protocol, "layer", new(found, ValueForm.Text), new(expected, ValueForm.Text), witness) { Witness = witness, IsQuoted = isQuoted });

    private void CompareLayer(ShownLayer[] ours, int index, WitnessLayer seen)
    {
        ILookup<string, string> texts = seen.Fields.Where(f => !names.IsBare(f.Name)).ToLookup(f => NameOf(seen, f), f => f.Text);
        var occurrences = new Dictionary<string, int>();
        long compared = 0;
        foreach (Member member in ours[index].Members)
        {
            int nth = occurrences[member.Name] = occurrences.GetValueOrDefault(member.Name) + 1;
            if (texts[member.Name].ElementAtOrDefault(nth - 1) is { } text)
            {
                CompareValue(new(ours, index, member.Name, member.Value, text));
                compared++;
            }
            else if (names.Has(member.Name)) AddNotShown(member);
            else tally.AddUnknownName(member.Name);
        }
        CompareCounts(ours[index], texts, occurrences);
        tally.AddLayer(ours[index].Protocol, compared);
    }

    private string NameOf(WitnessLayer layer, WitnessField field)
    {
        (string name, WitnessRule? rule) = WitnessRule.NameOf(layer, field);
        if (rule is not null) tally.AddRule(rule);
        return name;
    }

    // No bytes at all are nothing to show.
    private void AddNotShown(in Member member)
    {
        if (member.Value.Text.Length > 0) tally.AddNotShown(member.Name);
    }

    private void CompareValue(in Difference d)
    {
        bool isVerdict = d.Name.EndsWith(".checksum.status", StringComparison.Ordinal);
        if (WitnessValue.Equal(d.Ours, d.Text, names.AreBytes(d.Name), isVerdict)) return;
        Difference difference = d;
        if (WitnessRule.All.FirstOrDefault(r => r.Applies(difference)) is { } rule) tally.AddRule(rule);
        else AddFinding(d.Layer, d.Name, d.Ours, new(isVerdict ? WitnessValue.VerdictOf(d.Text) : d.Text, d.Ours.Form));
    }

    // A repeated part that the witness shows more often is a difference too.
    private void CompareCounts(ShownLayer layer, ILookup<string, string> texts, Dictionary<string, int> occurrences)
    {
        foreach ((string name, int count) in occurrences)
            if (texts[name].Count() is var theirs && theirs > count) AddFinding(layer, name, Times(count), Times(theirs));
    }

    private static ShownValue Times(int count) => new(string.Create(CultureInfo.InvariantCulture, $"{count} times"), ValueForm.Text);

    private void AddFinding(ShownLayer layer, string name, in ShownValue ours, in ShownValue theirs) =>
        findings.Add(new(_frame, layer.Protocol, name, ours, theirs, witness) { Witness = witness, IsQuoted = layer.IsQuoted });
}
