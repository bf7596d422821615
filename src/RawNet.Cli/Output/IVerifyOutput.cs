using RawNet.Verification;

namespace RawNet.Cli.Output;

/// <summary>Shows a verification as it goes.</summary>
internal interface IVerifyOutput : IDisposable
{
    /// <param name="file">As the person named it.</param>
    /// <param name="witness">Whom it is compared with, or null.</param>
    void Started(string file, Witness? witness);

    void Found(Finding finding);

    void Found(IReadOnlyList<Finding> findings)
    {
        foreach (Finding finding in findings) Found(finding);
    }

    void Ended(Tally tally);
}
