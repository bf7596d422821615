using RawNet.Lab;

namespace RawNet.Cli.Tests.Modules;

/// <summary>The kernel's verdict on each cell, by the C program <c>matrix.c</c>: the cell's name
/// to <c>works -</c> or <c>fails ERRNO</c>.</summary>
internal static class Matrix
{
    /// <summary>What a kernel with every module says, from <c>cells.txt</c>.</summary>
    public static IReadOnlyDictionary<string, string> Listed { get; } = Parse(
        File.ReadAllLines(Rawnet.File("tests", "RawNet.Cli.Tests", "Modules", "cells.txt")));

    /// <summary>Compiles the program and asks this kernel.</summary>
    public static IReadOnlyDictionary<string, string> Ask()
    {
        string? missing = Requirements.FirstOf(Requirements.Programs("gcc"), Requirements.Lab);
        Assert.SkipWhen(missing is not null, missing ?? "");
        string program = Path.Combine(Path.GetTempPath(), $"rawnet-matrix-{Guid.NewGuid():n}");
        try
        {
            Peer.Run("gcc", ["-O1", "-Wall", "-Wextra", "-Werror", "-o", program,
                Rawnet.File("tests", "RawNet.Sockets.Tests", "matrix.c")]).Succeeded();
            return Parse(Peer.Run(program, []).Succeeded().Lines);
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static Dictionary<string, string> Parse(IEnumerable<string> lines) => lines
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(' '))
        .ToDictionary(words => string.Join(' ', words[..3]), words => string.Join(' ', words[3..]));
}
