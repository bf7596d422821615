using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>Every name that the exam compares stands in a capture, and what is read there is what tshark says.</summary>
public class ExamNamesTests
{
    [Fact]
    public void EveryNameOfTheExamIsComparedInACapture()
    {
        Assert.SkipUnless(Exam.Folder is not null, Exam.Missing);
        string? reason = Requirements.Programs("tshark", "python3");
        Assert.SkipWhen(reason is not null, reason ?? string.Empty);
        PeerResult score = Peer.Run("python3", [Rawnet.File("tests", "exam-names"), Exam.Folder!, Rawnet.File("captures"), Rawnet.Path],
            timeout: TimeSpan.FromMinutes(5));
        Assert.True(score.ExitCode == 0, score.Text + score.Errors);
    }
}
