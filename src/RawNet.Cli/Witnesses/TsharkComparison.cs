using Microsoft.Win32.SafeHandles;
using RawNet.Captures;
using RawNet.Cli.Input;
using RawNet.Cli.Output;
using RawNet.Sockets;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.Cli.Witnesses;

/// <summary>A capture compared with what tshark says of it.</summary>
internal sealed class TsharkComparison(Tshark tshark, string file) : IComparison
{
    public Witness Witness { get; } = new("tshark", tshark.Version(), tshark.Names(), TsharkRules.All);

    public void Run(Verifier verifier, WantedPackets packets, IVerifyOutput output)
    {
        using TsharkProfile profile = tshark.Profile();
        using SafeFileHandle? shared = NativeText.HasBytes(file) ? NativeFile.OpenForPrograms(file) : null; // .NET gives no program such a name
        string? complaint = tshark.Dissect(shared is null ? file : $"/dev/fd/{shared.DangerousGetHandle()}", profile, witness => Compare(verifier, packets, witness, output));
        // Of a damaged file tshark complains as we do; of a whole one it must not.
        if (complaint is not null && packets.Error is null)
            throw new NotPermittedException($"tshark does not read '{file}' to its end: {complaint}; verify without --against checks it all the same");
    }

    private static void Compare(Verifier verifier, WantedPackets packets, PdmlReader witness, IVerifyOutput output)
    {
        while (packets.TryReadAny(out CapturedPacket packet, out bool isWanted))
        {
            WitnessPacket? seen = witness.Read();
            if (isWanted) output.Found(witness.Error is null ? verifier.Compare(packet, seen) : verifier.Check(packet));
        }
        if (packets.Error is null && witness.Read() is not null) output.Found(verifier.Surplus());
    }
}
