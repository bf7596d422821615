using Microsoft.Win32.SafeHandles;
using RawNet.Captures;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.Cli.Verify;

/// <summary>Captures compared with what tshark says of them.</summary>
internal sealed class TsharkComparison(Tshark tshark) : IComparison
{
    private readonly TsharkProfile _profile = tshark.Profile();

    public Witness? Witness { get; } = new("tshark", tshark.Version(), tshark.Names(), TsharkRules.All);

    public void Run(string file, Verifier verifier, WantedPackets packets, IVerifyOutput output)
    {
        // .NET gives no program such a name
        using SafeFileHandle? shared = NativeText.HasBytes(file) ? NativeFile.OpenForPrograms(file) : null;
        string path = shared is null ? file : $"/dev/fd/{shared.DangerousGetHandle()}";
        string? complaint = tshark.Dissect(path, _profile, () => packets.IsStopped, witness => Compare(verifier, packets, witness, output));
        // Of a damaged file tshark complains as we do; of a whole one it must not.
        if (complaint is not null && packets.Error is null && !packets.IsStopped)
            throw new NotPermittedException(
                $"tshark does not read '{file}' to its end: {complaint}; verify without --against checks it all the same");
    }

    public void Dispose() => _profile.Dispose();

    private static void Compare(Verifier verifier, WantedPackets packets, PdmlReader witness, IVerifyOutput output)
    {
        bool hasEnded = false;
        while (packets.TryReadAny(out CapturedPacket packet, out bool isWanted))
        {
            WitnessPacket? seen = witness.Read();
            if (seen is null && !hasEnded && packets.WillStop()) return;
            hasEnded = seen is null;
            if (isWanted) output.Found(witness.Error is null ? verifier.Compare(packet, seen) : verifier.Check(packet));
        }
        if (packets.Error is null && !packets.IsStopped && witness.Read() is not null) output.Found(verifier.Surplus());
    }
}
