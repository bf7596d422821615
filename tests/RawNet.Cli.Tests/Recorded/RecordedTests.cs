using RawNet.Lab;

namespace RawNet.Cli.Tests.Recorded;

/// <summary>
/// The command lines of lines.txt that need no network say and end with what stands in expected/VERB.txt.
/// With RAWNET_ACCEPT=1 in the environment the expected files are written instead; look at the difference before you commit it.
/// RAWNET_COMMAND names another command to hold against them.
/// </summary>
public class RecordedTests
{
    public static TheoryData<string> Verbs { get; } = Recording.Verbs(IsHere);

    public static TheoryData<string> VerbsWithTshark { get; } = Recording.Verbs(NeedsTshark);

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EveryCommandLineSaysWhatItSaid(string verb) => Recording.Check(verb, IsHere, scenesAtATime: 2);

    [Theory]
    [Trait("needs", "peer")]
    [MemberData(nameof(VerbsWithTshark))]
    public void EveryComparisonSaysWhatItSaid(string verb)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        Recording.Check(verb, NeedsTshark, scenesAtATime: 2);
    }

    private static bool IsHere(RecordedLine line) => line.Place == "here";

    private static bool NeedsTshark(RecordedLine line) => line.Place == "tshark";
}
