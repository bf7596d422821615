using System.CommandLine;

using RawNet.Cli.Common.Errors;
namespace RawNet.Cli.Tests;

/// <summary>Single letters as iputils takes them: a value may follow at once or as the next word, flags may stand together.</summary>
public class ShortOptionTests
{
    [Theory]
    [InlineData("-c3")]
    [InlineData("-c", "3")]
    [InlineData("-nc3")]
    [InlineData("-nqc", "3")]
    public void AValueMayFollowItsLetterAtOnce(params string[] words)
    {
        var count = new Option<int>("-c");
        var command = new Command("ping") { count, new Option<bool>("-n"), new Option<bool>("-q") };
        ParseResult parsed = command.Parse(words, CommandTree.Rules);
        Assert.Null(UsageError.Of(parsed, words));
        Assert.Equal(3, parsed.GetValue(count));
    }

    [Fact]
    public void AWordIsNoNumber()
    {
        var command = new Command("ping") { new Option<int>("-c") };
        Assert.Equal("'x' is no value of -c: a whole number is wanted", Complaint(command, "-c", "x"));
    }

    [Fact]
    public void WhatFollowsTwoDashesIsNoOption()
    {
        var command = new Command("read") { new Argument<string[]>("FILE") };
        Assert.Null(Complaint(command, "--", "--odd-name"));
        Assert.NotNull(Complaint(command, "--odd-name"));
    }

    private static string? Complaint(Command command, params string[] words) =>
        UsageError.Of(command.Parse(words, CommandTree.Rules), words);
}
