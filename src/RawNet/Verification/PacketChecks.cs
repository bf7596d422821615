using System.Globalization;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification;

/// <summary>What a packet says of itself: checksums, lengths, and that its expression builds it again.</summary>
internal static class PacketChecks
{
    public static void Check(in CapturedPacket packet, Tally tally, List<Finding> findings, bool rebuilds)
    {
        if (packet.Data.Length > packet.Length)
            findings.Add(new(packet.Number, "frame", "frame.cap_len", Bytes(packet.Data.Length),
                Bytes(packet.Length), "no more is captured than was on the wire"));
        foreach (string fault in packet.LinkFaults.Names())
            findings.Add(new(packet.Number, "frame", fault, new("marked", ValueForm.Text),
                new("not marked", ValueForm.Text), "draft-ietf-opsawg-pcapng, 4.3.1: the interface says so"));
        if (packet.LinkType == LinkType.Ethernet && packet.FcsLength != 0 && packet.FcsLength != EthernetFcs.Kind.Table.FixedLength)
            findings.Add(new(packet.Number, "eth", "fcs-length", Bytes(packet.FcsLength),
                Bytes(EthernetFcs.Kind.Table.FixedLength), EthernetFcs.Kind.Table.Source.ToString()));
        int layers = 0;
        foreach (View view in PacketView.Layers(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength))
        {
            CheckLengths(packet, view, findings);
            CheckSums(packet, view, tally, findings);
            layers++;
        }
        if (layers == 0 && !packet.Data.IsEmpty) tally.AddUnknownLink(packet.LinkType);
        else if (rebuilds && Rebuild(packet) is { } other) findings.Add(other with { Frame = packet.Number });
    }

    private static void CheckLengths(in CapturedPacket packet, scoped in View view, List<Finding> findings)
    {
        // RFC 1122, 3.2.2: a quote may be cut anywhere behind 8 bytes, so its lengths reach beyond it.
        if (view.IsQuoted) return;
        foreach (ParseError error in view.Errors())
        {
            bool isCutByRecorder = packet.Length > packet.Data.Length && error.LimitedBy is null
                && error.Offset + (long)error.Needed <= packet.Length;
            if (isCutByRecorder) continue;
            (ShownValue found, ShownValue expected) = error.Fault == Fault.Contradiction
                ? (Number(error.Available), Number(error.Needed))
                : (Bytes(error.Available), Bytes(error.Needed));
            findings.Add(new(packet.Number, view.Kind.Protocol.Name, error.Field, found, expected, RuleOf(view, error)));
        }
    }

    private static string RuleOf(scoped in View view, in ParseError error) => error.Fault switch
    {
        Fault.Contradiction => (error.Source ?? view.Kind.Table.Source).ToString(),
        Fault.TooDeep => "layers behind so many others are not read",
        _ => $"{view.Kind.Table.Source}; bytes there and needed, limited by {error.LimitedBy ?? "the frame"}",
    };

    private static void CheckSums(in CapturedPacket packet, scoped in View view, Tally tally, List<Finding> findings)
    {
        TableRoles roles = view.Kind.Table.Roles;
        if (IsBad(view.ChecksumStatus, tally)) findings.Add(BadSum(packet, view, roles.Checksum!, RightSum(packet, view)));
        if (IsBad(view.ExtensionChecksumStatus, tally))
            findings.Add(BadSum(packet, view, roles.ChecksumBehind!, ChecksumRule.RightValueOfBehind(view)));
    }

    private static bool IsBad(ChecksumStatus status, Tally tally)
    {
        if (status != ChecksumStatus.None) tally.AddChecksum(status);
        return status == ChecksumStatus.Bad;
    }

    private static uint RightSum(in CapturedPacket packet, scoped in View view) =>
        view.Is(EthernetFcs.Kind) ? FrameCheckSum.Of(packet.Data[..view.Offset]) : ChecksumRule.RightValueOf(view);

    private static Finding BadSum(in CapturedPacket packet, scoped in View view, ScalarField sum, uint right) =>
        new(packet.Number, view.Kind.Protocol.Name, sum.Name, Sum(sum, (uint)sum.BitsIn(view)),
            Sum(sum, right), view.Kind.Table.Source.ToString())
        {
            IsQuoted = view.IsQuoted
        };

    private static Finding? Rebuild(in CapturedPacket packet)
    {
        try
        {
            string expression = Packet.Read(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength).ToString();
            byte[] built = packet.Data.IsEmpty ? [] : Packet.Parse(expression).ToBytes();
            int same = built.AsSpan().CommonPrefixLength(packet.Data);
            return same == packet.Data.Length && same == built.Length
                ? null
                : Differing(LayerAt(packet, same), From(packet.Data, same), From(built, same), expression);
        }
        catch (Exception refusal) when (refusal is BuildException or ExpressionException)
        {
            return Differing("frame", new("a packet", ValueForm.Text),
                new($"an expression that builds it: {refusal.Message}", ValueForm.Text), "rebuild");
        }
    }

    private static Finding Differing(string layer, ShownValue found, ShownValue built, string expression) =>
        new(0, layer, "rebuild", found, built, expression);

    private static string LayerAt(in CapturedPacket packet, int at)
    {
        string name = "frame";
        foreach (View view in PacketView.Layers(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength))
            if (view.Offset <= at) name = view.Kind.Protocol.Name;
        return name;
    }

    private static ShownValue From(ReadOnlySpan<byte> bytes, int at)
    {
        ReadOnlySpan<byte> some = bytes[at..Math.Min(bytes.Length, at + 8)];
        return new(string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(some)} at byte {at} of {bytes.Length}"),
            ValueForm.Text);
    }

    private static ShownValue Bytes(long count) =>
        Number(count) with { ForPeople = string.Create(CultureInfo.InvariantCulture, $"{count} byte{(count == 1 ? "" : "s")}") };

    private static ShownValue Sum(ScalarField sum, uint value) => Number(value) with { ForPeople = sum.Format(new(sum, value)) };

    private static ShownValue Number(long value) => new(value.ToString(CultureInfo.InvariantCulture), ValueForm.Number);
}
