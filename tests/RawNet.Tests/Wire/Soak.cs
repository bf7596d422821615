using System.Globalization;

namespace RawNet.Tests.Wire;

/// <summary>Tests whose size the environment sets: bounded by themselves, whole by <c>tests/soak</c>.</summary>
internal static class Soak
{
    internal static int Number(string variable, int bounded) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : bounded;

    /// <summary>A line that is seen at once in a long run.</summary>
    internal static void Say(string line)
    {
        if (Environment.GetEnvironmentVariable("RAWNET_SOAK") is { Length: > 0 })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss} {line}"));
        else TestContext.Current.TestOutputHelper?.WriteLine(line);
    }
}
