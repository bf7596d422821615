namespace RawNet.Wire;

/// <summary>An expression that cannot be read; the message is one sentence that says what would be right.</summary>
public sealed class ExpressionException(string message) : Exception(message);

/// <summary>What an expression may ask of the world outside; the core itself has no files and no chance (R20).</summary>
public sealed record ExpressionContext
{
    /// <summary>Refuses <c>@file</c> and <c>rand</c>.</summary>
    public static ExpressionContext Closed { get; } = new();

    /// <summary>Gives the bytes of <c>@name</c>; null when files are not to be read.</summary>
    public Func<string, byte[]>? ReadFile { get; init; }

    /// <summary>Gives a number below its argument for <c>rand</c>; null when chance is not wanted.</summary>
    public Func<ulong, ulong>? Random { get; init; }
}
