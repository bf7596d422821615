using RawNet.Captures;
using RawNet.Verification;

namespace RawNet.Cli.Verify;

/// <summary>Captures held against something.</summary>
internal interface IComparison : IDisposable
{
    /// <summary>Whose word is compared; null where packets are checked by themselves alone.</summary>
    Witness? Witness { get; }

    /// <summary>Reads one capture to its end.</summary>
    void Run(string file, Verifier verifier, WantedPackets packets, IVerifyOutput output);
}

/// <summary>Captures held against the rules alone.</summary>
internal sealed class OwnChecks : IComparison
{
    public Witness? Witness => null;

    public void Run(string file, Verifier verifier, WantedPackets packets, IVerifyOutput output)
    {
        while (packets.TryRead(out CapturedPacket packet)) output.Found(verifier.Check(packet));
    }

    public void Dispose()
    {
    }
}
