using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Verification.Linting;
using RawNet.Wire;

namespace RawNet.Verification;

/// <summary>Verifies packets one by one: by themselves, and against what a witness says of them.</summary>
/// <remarks>It has no state but its counts; memory does not grow with the capture.</remarks>
public sealed class Verifier
{
    private readonly List<Finding> _findings = [];
    private readonly Comparison? _comparison;
    private readonly string _witness = string.Empty;

    /// <summary>Verifies packets by themselves.</summary>
    public Verifier()
    {
    }

    /// <summary>Verifies packets by themselves and against a witness.</summary>
    public Verifier(Witness witness)
    {
        _witness = witness.Name;
        _comparison = new(witness, Tally, _findings);
    }

    /// <summary>Findings are also what breaks a rule that an RFC has for senders, though every length and sum is right.</summary>
    public bool Lints { get; init; }

    /// <summary>Each packet is also built again from its own expression, which costs more than all else together.
    /// True unless said.</summary>
    public bool Rebuilds { get; init; } = true;

    /// <summary>What has been counted so far.</summary>
    public Tally Tally { get; } = new();

    /// <summary>The findings of one packet by itself, valid until the next call.</summary>
    public IReadOnlyList<Finding> Check(in CapturedPacket packet)
    {
        Begin(packet);
        return End();
    }

    /// <summary>The findings of one packet by itself and against the witness, valid until the next call.</summary>
    /// <param name="packet">The packet as captured.</param>
    /// <param name="seen">What the witness shows of it; that it shows none is a finding.</param>
    /// <exception cref="InvalidOperationException">There is no witness.</exception>
    public IReadOnlyList<Finding> Compare(in CapturedPacket packet, WitnessPacket? seen)
    {
        if (_comparison is null) throw new InvalidOperationException("this verifier was made without a witness");
        Begin(packet);
        if (seen is null) AddMissing(packet.Number, "there", "not there");
        else _comparison.Compare(packet, LayersOf(packet), seen);
        return End();
    }

    /// <summary>The finding that the witness shows packets behind the last one.</summary>
    public Finding Surplus()
    {
        _findings.Clear();
        AddMissing(Tally.Packets + 1, "not there", "there");
        Tally.Findings++;
        return _findings[0];
    }

    private static IReadOnlyList<LayerValues> LayersOf(in CapturedPacket packet) =>
        LayerValues.Of(PacketView.Layers(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength));

    private void Begin(in CapturedPacket packet)
    {
        _findings.Clear();
        Tally.Packets++;
        Tally.Lost += packet.LostBefore;
        PacketChecks.Check(packet, Tally, _findings, Rebuilds);
        if (Lints) Linter.Check(packet, _findings);
    }

    private List<Finding> End()
    {
        Tally.Findings += _findings.Count;
        return _findings;
    }

    private void AddMissing(long number, string found, string expected) =>
        _findings.Add(new(number, "frame", "frame.number", new(found, ValueForm.Text), new(expected, ValueForm.Text), _witness)
        {
            Witness = _witness
        });
}
