using RawNet.Captures;
using RawNet.Cli.Output;
using RawNet.Verification;

namespace RawNet.Cli.Witnesses;

/// <summary>A capture compared with what tshark says of it.</summary>
internal sealed class TsharkComparison(Tshark tshark, string file) : IComparison
{
    public Witness Witness { get; } = new("tshark", tshark.Version(), tshark.Names(), TsharkRules.All);

    public void Run(Verifier verifier, CaptureReader reader, IVerifyOutput output)
    {
        using TsharkProfile profile = tshark.Profile();
        string? complaint = tshark.Dissect(file, profile, packets => Compare(verifier, reader, packets, output));
        // Of a damaged file tshark complains as we do; of a whole one it must not.
        if (complaint is not null && reader.Error is null)
            throw new NotPermittedException($"tshark does not read '{file}' to its end: {complaint}; verify without --against checks it all the same");
    }

    private static void Compare(Verifier verifier, CaptureReader reader, PdmlReader packets, IVerifyOutput output)
    {
        while (reader.TryRead(out CapturedPacket packet))
        {
            WitnessPacket? seen = packets.Read();
            output.Found(packets.Error is null ? verifier.Compare(packet, seen) : verifier.Check(packet));
        }
        if (reader.Error is null && packets.Read() is not null) output.Found(verifier.Surplus());
    }
}
