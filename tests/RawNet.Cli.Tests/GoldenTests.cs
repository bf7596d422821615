using System.Text;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>
/// The rows of captures/TESTLIST: what <c>rawnet read</c> says of a capture is what stands in its expected file.
/// With RAWNET_ACCEPT=1 in the environment the expected files are written instead; look at the difference before you commit it.
/// </summary>
public class GoldenTests
{
    public static TheoryData<string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (string line in File.ReadLines(Rawnet.File("captures", "TESTLIST")))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [['#', ..], ..] or []) continue;
            rows.Add(words[0], words[1], words[2], string.Join(' ', words[3..]));
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void ReadSaysWhatIsExpected(string name, string capture, string expected, string arguments)
    {
        PeerResult result = Rawnet.Run(["read", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Rawnet.File("captures", capture)]).Succeeded();
        string path = Rawnet.File("captures", expected);
        if (Environment.GetEnvironmentVariable("RAWNET_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, result.Bytes.ToArray());
            return;
        }
        Assert.True(File.Exists(path), $"{name}: there is no {expected}; RAWNET_ACCEPT=1 writes it");
        Assert.Equal(File.ReadAllText(path, Encoding.UTF8), result.Text);
    }
}
