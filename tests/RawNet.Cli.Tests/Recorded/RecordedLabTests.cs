using RawNet.Lab;

namespace RawNet.Cli.Tests.Recorded;

/// <summary>
/// The command lines of lines.txt that run on hosts of the lab say and end with what stands in expected/VERB.txt, times and other
/// numbers that vary masked (<see cref="Masks"/>). With RAWNET_ACCEPT=1 in the environment the expected files are written instead.
/// </summary>
[Trait("needs", "peer")]
public class RecordedLabTests
{
    public static TheoryData<string> Verbs { get; } = Recording.Verbs(l => l.IsInALab);

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EveryCommandLineSaysWhatItSaid(string verb)
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        Recording.Check(verb, l => l.IsInALab, scenesAtATime: 4);
    }
}
