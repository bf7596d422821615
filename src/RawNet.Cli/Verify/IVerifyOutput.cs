using RawNet.Verification;

namespace RawNet.Cli.Verify;

/// <summary>Shows a verification as it goes.</summary>
internal interface IVerifyOutput : IDisposable
{
    /// <param name="files">As the person named them.</param>
    /// <param name="witness">Whom they are compared with, or null.</param>
    void Started(IReadOnlyList<string> files, Witness? witness);

    /// <summary>The findings that follow are of this file.</summary>
    void Begin(string file);

    void Found(Finding finding);

    void Found(IReadOnlyList<Finding> findings)
    {
        foreach (Finding finding in findings) Found(finding);
    }

    /// <summary>Hands over what was shown so far.</summary>
    void Flush();

    /// <param name="tally">Of all files.</param>
    /// <param name="files">How many.</param>
    /// <param name="damaged">How many of them could not be read to their end.</param>
    /// <param name="dropped">Packets that recorders lost, by the statistics blocks; null when none tells.</param>
    void Ended(Tally tally, int files, int damaged, ulong? dropped);
}
