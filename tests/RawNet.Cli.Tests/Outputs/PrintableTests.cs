using System.Globalization;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Text;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Outputs;

/// <summary>What is plain enough for a terminal, judged by Python's str.isprintable and Perl's
/// Default_Ignorable_Code_Point over all of Unicode.</summary>
public sealed class PrintableTests
{
    private const string Python = """
        import itertools, unicodedata
        said = lambda c: (int(chr(c).isprintable()), int(unicodedata.category(chr(c)) == "Cn"))
        for (plain, new), run in itertools.groupby(range(0x110000), said):
            run = list(run)
            print(run[0], run[-1], plain, new)
        """;

    private const string Perl = """no warnings; for (0..0x10ffff) { print "$_\n" if chr($_) =~ /\p{Default_Ignorable_Code_Point}/ }""";

    [Fact]
    public void EveryCharacterIsShownOrEscapedAsPythonAndPerlSay()
    {
        Assert.SkipWhen(Requirements.Programs("python3", "perl") is not null, "python3 and perl are the judges");
        HashSet<int> invisible = [.. Peer.Run("perl", ["-e", Perl], timeout: Patience.Seconds(300))
            .Succeeded().Lines.Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        Assert.True(invisible.Count > 4000);
        int asked = 0, plain = 0;
        foreach (string line in Peer.Run("python3", ["-c", Python], timeout: Patience.Seconds(300)).Succeeded().Lines)
        {
            int[] parts = [.. line.Split(' ').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
            for (int value = parts[0]; value <= parts[1]; value++)
            {
                string text = value is >= 0xd800 and <= 0xdfff ? ((char)value).ToString() : char.ConvertFromUtf32(value);
                string shown = Printable.Of($"<{text}>");
                if (parts[3] == 1 && shown.Length == text.Length + 2) continue; // a character of a newer Unicode than Python's
                bool isPlain = parts[2] == 1 && !invisible.Contains(value);
                Assert.True(isPlain == (shown == $"<{text}>"), $"U+{value:x4}: {shown}");
                if (!isPlain) Assert.Matches(
                    value < 0x80 || value is >= 0xdc80 and <= 0xdcff ? @"^<\\x[0-9a-f]{2}>$" : @"^<\\(u[0-9a-f]{4}|U[0-9a-f]{8})>$", shown);
                asked++;
                plain += isPlain ? 1 : 0;
            }
        }
        Assert.InRange(asked, 1_000_000, 0x110000);
        Assert.InRange(plain, 100_000, 400_000);
    }

    [Theory]
    [InlineData("a\u202eb\u2069", @"a\u202eb\u2069")]
    [InlineData("\u2028\u2029\u0085\u009b", @"\u2028\u2029\u0085\u009b")]
    [InlineData("\x1b[31m\n\t\0", @"\x1b[31m\x0a\x09\x00")]
    [InlineData("\ufffe\U000e0001\U0010ffff", @"\ufffe\U000e0001\U0010ffff")]
    [InlineData("Zoë 日本 😀", "Zoë 日本 😀")]
    public void WhatIsEscapedSaysWhatItWas(string text, string shown) => Assert.Equal(shown, Printable.Of(text));

    [Fact]
    public void BytesThatAreNoUtf8AreShownAsBytes() => Assert.Equal(@"\x80\xff\ud800", Printable.Of("\udc80\udcff\ud800"));

    [Fact]
    public void AWriterForPeopleEscapesWhateverItIsGivenAndKeepsItsLines()
    {
        using var bytes = new MemoryStream();
        using (TextWriter writer = StandardOutput.BufferedTextOver(bytes))
        {
            writer.Write("one\ttwo\n");
            writer.Write("\ud83d"); // a character whose halves come one by one
            writer.Write('\ude00');
            writer.WriteLine("\x1b[2J\u202e\r");
            writer.Write(['a', '\u009b', 'b'], 0, 3);
            writer.WriteLine($"{"\udcff"}");
            writer.Write("\ud83d");
        }
        Assert.Equal("one\ttwo\n😀\\x1b[2J\\u202e\\x0d\na\\u009bb\\xff\n\\ud83d", System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
