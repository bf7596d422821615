using RawNet.Verification;

namespace RawNet.Cli.Output;

/// <summary>Shows a verification as it goes.</summary>
internal interface IVerifyOutput : IDisposable
{
    /// <param name="file">As the person named it.</param>
    /// <param name="witness">Name and version of the witness, or null without one.</param>
    void Started(string file, string? witness);

    void Found(Finding finding);

    void Ended(Tally tally);
}
