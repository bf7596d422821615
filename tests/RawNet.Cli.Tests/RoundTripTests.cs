using RawNet.Captures;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary><c>read --as-expression</c> and <c>craft --hex</c> undo each other: what comes back are the file's bytes.</summary>
public class RoundTripTests
{
    [Fact]
    public void EveryPacketOfOurCapturesComesBackFromItsExpression() => ComesBack([.. Rawnet.Captures()]);

    [Fact]
    public void EveryPacketOfOtherPeoplesCapturesComesBackFromItsExpression()
    {
        Assert.SkipWhen(Exam.Folder is null, Exam.Missing);
        ComesBack([.. Exam.Captures()]);
    }

    [Fact]
    public void TheExpressionInFullBuildsTheSameBytes()
    {
        const string expression = "eth / ip dst=224.0.0.22 option=ra / igmp.v3-report record=to_ex,239.1.1.1 / trailer hex:00";
        string full = Rawnet.Run("craft", expression).Succeeded().Lines[0];
        Assert.Contains("num_grp_recs=1", full, StringComparison.Ordinal);
        Assert.Equal(Rawnet.Run("craft", "--hex", expression).Succeeded().Text, Rawnet.Run("craft", "--hex", full).Succeeded().Text);
    }

    private static void ComesBack(string[] files)
    {
        Assert.NotEmpty(files);
        // The files of the exam that are damaged end the reading with 2, after their whole packets.
        PeerResult read = Rawnet.Run(["read", "--as-expression", .. files]);
        PeerResult built = Rawnet.RunWith(read.Bytes.ToArray(), "craft", "--hex").Succeeded();
        string[] lines = built.Text.Split('\n');
        int at = 0;
        foreach (string file in files)
        {
            foreach (string packet in PacketsOf(file))
                Assert.True(packet == lines[at++], $"{file}: {read.Text.Split('\n')[at - 1]}\nwas   {packet}\nbuilt {lines[at - 1]}");
        }
        Assert.Equal(lines.Length - 1, at);
    }

    private static List<string> PacketsOf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using var reader = CaptureReader.Open(stream);
        List<string> packets = [];
        while (reader.TryRead(out CapturedPacket packet)) packets.Add(Convert.ToHexStringLower(packet.Data));
        return packets;
    }
}
