using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Recorded packets to an expression and back: the same bytes, and no hex for what is declared.</summary>
public class RebuildTests
{
    [Fact]
    public void EveryRecordedPacketComesBackAndSaysNoDeclaredByteInHex()
    {
        using Examiner examiner = new();
        foreach (Input input in Recorded.All) examiner.Rebuild(input);
        Assert.Empty(examiner.Failures.Values);
        string[] fallbacks = [.. Recorded.All.Where(IsRight).SelectMany(Fallbacks)];
        Soak.Say($"{Recorded.All.Count} recorded packets, {Recorded.All.Count(IsRight)} without a fault, {fallbacks.Length} fallbacks");
        Assert.Empty(fallbacks);
    }

    // RAWNET_CHANGES=100000 in the environment makes the long run of it.
    [Fact]
    public void ChangedRecordedPacketsComeBack()
    {
        using Examiner examiner = new();
        Mutator mutator = new(seed: 3, Recorded.All);
        int count = Soak.Number("RAWNET_CHANGES", 4_000), wrong = 0, hex = 0;
        for (int n = 0; n < count; n++)
        {
            Input input = mutator.Changed(Recorded.All[n % Recorded.All.Count]);
            examiner.Rebuild(input);
            if (!IsRight(input)) wrong++;
            else if (Fallbacks(input).FirstOrDefault() is { } fallback && hex++ < 10) Soak.Say(fallback);
        }
        Soak.Say($"{count} changed packets, {wrong} of them with a fault, {hex} of the others with a fallback");
        Assert.Empty(examiner.Failures.Values);
        Assert.Equal(0, hex);
    }

    private static bool IsRight(Input input)
    {
        foreach (View layer in PacketView.Layers(input.Link, input.Bytes, input.Length))
            if (layer.Errors().Count > 0) return false;
        return true;
    }

    // Payload and trailers are bytes, addresses of an unknown sort too (R16), and so is padding behind the end of a list (R10); raw elsewhere is what forms no option.
    private static IEnumerable<string> Fallbacks(Input input)
    {
        if (input.Bytes.Length == 0) return [];
        string text = Packet.Read(input.Link, input.Bytes, input.Length).ToString();
        return text.Split(" / ")
            .Where(layer => layer.Split(' ')[0] is not ("data" or "trailer" or "arp.any"))
            .Select(layer => layer.Replace("option=eol option=raw,", "option=eol padding,", StringComparison.Ordinal))
            .Where(layer => layer.Contains("=raw,", StringComparison.Ordinal) || layer.Contains("=hex:", StringComparison.Ordinal))
            .Where(layer => !layer.Contains(" options=hex:", StringComparison.Ordinal)) // TCP's, until they are a list
            .Select(layer => $"{input.Origin}: {layer}");
    }
}
