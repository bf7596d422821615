using RawNet.Captures;
using RawNet.SharpPcap.Witness;
using RawNet.Verification;

namespace RawNet.Cli.Verify;

/// <summary>A capture compared with what PacketDotNet says of each packet, in this process. Only making one loads PacketDotNet.</summary>
internal sealed class PacketDotNetComparison : IComparison
{
    public Verification.Witness? Witness => PacketDotNetWitness.Witness;

    public void Run(string file, Verifier verifier, WantedPackets packets, IVerifyOutput output)
    {
        while (packets.TryRead(out CapturedPacket packet)) output.Found(verifier.Compare(packet, PacketDotNetWitness.Read(packet)));
    }

    public void Dispose()
    {
    }
}
