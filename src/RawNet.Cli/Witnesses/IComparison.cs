using RawNet.Cli.Input;
using RawNet.Cli.Output;
using RawNet.Verification;

namespace RawNet.Cli.Witnesses;

/// <summary>A capture compared with a witness.</summary>
internal interface IComparison
{
    Witness Witness { get; }

    /// <summary>Reads to the end.</summary>
    void Run(Verifier verifier, WantedPackets packets, IVerifyOutput output);
}
