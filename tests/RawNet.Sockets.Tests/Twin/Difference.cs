namespace RawNet.Sockets.Tests.Twin;

/// <summary>A row in which this library does not do what Python does, and why it does not.</summary>
internal sealed record Difference(string Name, string Reason)
{
    public static IReadOnlyList<Difference> All { get; } =
    [
        new("-", "-"),
    ];
}
