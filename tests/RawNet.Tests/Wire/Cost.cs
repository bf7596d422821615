using System.Globalization;

namespace RawNet.Tests.Wire;

/// <summary>The greatest amount so far, in relation to the length of the input that took it.</summary>
/// <param name="Ratio">Amount by length; a short input counts as one of <see cref="LeastLength"/> bytes, for a layer's
/// objects do not shrink with it.</param>
/// <param name="Amount">What the worst input took.</param>
/// <param name="Input">The worst input.</param>
internal sealed record Cost(double Ratio, long Amount, object? Input)
{
    internal const int LeastLength = 256;

    internal static Cost None { get; } = new(0, 0, null);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ratio:F1} ({Amount})");

    internal Cost Or(long amount, int length, object input) => Or(new((double)amount / Math.Max(length, LeastLength), amount, input));

    internal Cost Or(Cost other) => other.Ratio > Ratio ? other : this;
}
