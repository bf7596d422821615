using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;

namespace RawNet.Cli.Common.Running;

/// <summary>The end of a run that is summed up whatever ended it: each part is run, what fails is one sentence,
/// and the worst decides about the exit status.</summary>
internal sealed class Ending(Invocation invocation)
{
    public int Status { get; private set; } = ExitCode.Good;

    /// <summary>Runs one part to its end or to what stops it.</summary>
    public void Run(Action part)
    {
        try
        {
            part();
        }
        catch (OutputClosedException)
        {
            return; // its reader has seen enough
        }
        catch (Exception failure) when (Failure.StatusOf(failure) != ExitCode.InternalFault)
        {
            Fail(failure);
        }
    }

    /// <summary>Runs what sums up, which is shown also where standard output takes no more.</summary>
    public void Summarize(Action part) => Run(() => invocation.Results.Summarize(part));

    /// <summary>Says what failed; the status is at least that of such a failure.</summary>
    public void Fail(Exception failure) => Worsen(invocation.Fail(failure));

    /// <summary>What failed and was told already: the reason of the status.</summary>
    public void Keep(Exception failure)
    {
        invocation.Keep(failure);
        Worsen(Failure.StatusOf(failure));
    }

    /// <summary>The status is at least this.</summary>
    public void Worsen(int status) => Status = Math.Max(Status, status);
}
