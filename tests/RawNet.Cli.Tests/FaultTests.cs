using RawNet.Cli.Common.Files;


namespace RawNet.Cli.Tests;

/// <summary>A fault of rawnet itself is told from bad input by its status: EX_SOFTWARE of sysexits.h.</summary>
public class FaultTests
{
    private const int Software = 70;

    [Fact]
    public async Task AFaultOfRawnetItselfHasItsOwnStatusAndAsksToBeReported()
    {
        await using var errors = new StringWriter();
        await using var output = new Faulty(new InvalidOperationException("queue empty"));
        Assert.Equal(Software, await CommandLine.RunAsync(["formats"], output, errors));
        Assert.Equal(
            $"rawnet: this is a fault of rawnet itself, please report it: InvalidOperationException: queue empty{Environment.NewLine}",
            errors.ToString());
    }

    [Fact]
    public async Task AnOutputThatCannotBeWrittenIsNone()
    {
        await using var errors = new StringWriter();
        await using var output = new Faulty(new OutputFailedException("no space"));
        Assert.Equal(2, await CommandLine.RunAsync(["formats"], output, errors));
        Assert.Equal($"rawnet: no space{Environment.NewLine}", errors.ToString());
    }

    [Fact]
    public void TheManualPageNamesTheStatus() =>
        Assert.Contains("\\fB70\\fR\nA fault of rawnet itself", Rawnet.Run("[man:2026-01-31]").Text, StringComparison.Ordinal);

    private sealed class Faulty(Exception fault) : ResultStream(Null)
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw fault;
    }
}
