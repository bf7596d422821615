using System.Text.RegularExpressions;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Recorded packets to an expression and back: the same bytes, and no hex for what is declared.</summary>
public partial class RebuildTests
{
    [GeneratedRegex(" (tlvs|unknown_data)=hex:")]
    private static partial Regex UndeclaredOfRoutes { get; }

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
        FieldMutator fields = new(seed: 3);
        int count = Soak.Number("RAWNET_CHANGES", 4_000), wrong = 0, hex = 0;
        for (int n = 0; n < count; n++)
        {
            Input origin = Recorded.All[n % Recorded.All.Count];
            Input input = (n + (n / Recorded.All.Count)) % 2 == 0 ? mutator.Changed(origin) : fields.Changed(origin);
            examiner.Rebuild(input);
            if (!IsRight(input)) wrong++;
            else if (Fallbacks(input).FirstOrDefault() is { } fallback && hex++ < 10) Soak.Say(fallback);
        }
        Soak.Say($"{count} changed packets, {wrong} of them with a fault, {hex} of the others with a fallback");
        Assert.Empty(examiner.Failures.Values);
        Assert.Equal(0, hex);
    }

    // Inputs of tests/soak that once failed.
    [Theory]
    [InlineData(LinkType.Ethernet, "0263bfcaee8b2273ab7e1274005aaaaa03000000", 104)] // three bytes of SNAP: its first field ends with them
    // nine segments in a routing header of 8 bytes
    [InlineData(LinkType.Raw,
        "60000000004c2b4020010db8bdcd0000000000000000612520010db802eefba095ba02d9029f"
            + "c4d18100046708004600002200000000401112b48013cd21c6127397880412349c40c350000ab4a31ec6",
        80)]
    // a cut routing header of type 51
    [InlineData(LinkType.Raw,
        "60000000004c2b4020010db8bdcd0000000000000000612520010db8dc9d0000333300000001"
            + "524e337b3386dd6000000000200001fe800000000000000000000000000001ff02",
        116)]
    // an extension header without an object
    [InlineData(LinkType.Ethernet,
        "029db2df472402ba47a9e61c86dd6000000000143a4020010db8fdd56000000000000000"
            + "fdcb20010db890000000000000000000b409a000f24c7f44530120000f52",
        66)]
    // a name of one byte in an object of 5
    [InlineData(LinkType.Loop, "000000024500002c0000000040014f9ec613efa3c613af682a008aad05514601200093c300050301766574682d613100", 48)]
    public void WhatOnceFailedComesBack(LinkType link, string hex, int length)
    {
        using Examiner examiner = new();
        Input input = new("once", link, Convert.FromHexString(hex), length);
        examiner.Examine(input);
        examiner.Rebuild(input);
        Assert.Empty(examiner.Failures.Values);
    }

    [Fact]
    public void ACutHeaderSaysOnlyTheOptionsThatAreThere()
    {
        // A hop-by-hop header of 244 words and more, of which 4 bytes are there.
        byte[] bytes = Convert.FromHexString("600000000004004020010db800000000000000000000000120010db800000000000000000000000201f40000");
        Assert.EndsWith("ipv6.hopopts nxt=icmp len=244 option=pad1 option=pad1 cut=4",
            Packet.Read(LinkType.Ipv6, bytes, bytes.Length).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordOfWhichLittleIsThereFillsNoExpression()
    {
        // Auxiliary data of 254 words, of which 2 bytes are there.
        byte[] bytes = Convert.FromHexString(
            "01005e00001600f8565c650308004600002c7dd000000102605fc0a881dde000001694040000220050eb0000000101fe0001e8020302c0a8e0640000");
        string text = Packet.Read(LinkType.Ethernet, bytes, bytes.Length).ToString();
        Assert.True(text.Length < 300, text);
        Assert.Equal(bytes, Packet.Parse(text).ToBytes());
    }

    [Fact]
    public void OptionsOfWhichLittleIsThereFillNoExpression()
    {
        // A router advertisement of 1240 bytes, of which 123 are there; its options begin with a length of 0. Found by tests/soak.
        byte[] bytes = Convert.FromHexString(
            "02000000000102000000000a86dd6009ff7f04d83a4020010db80000000000000000000000fe20010db802000000000102000000000a"
                + "86dd6009ff7f04d83a4020010db8" + "000000000000000000fe2002000000000102000000000a86dd6009ff7f04d83a40");
        string text = Packet.Read(LinkType.Ethernet, bytes, 1294).ToString();
        Assert.True(text.Length < 500, text);
        Assert.Equal(bytes, Packet.Parse(text).ToBytes());
    }

    private static bool IsRight(Input input)
    {
        foreach (View layer in PacketView.Layers(input.Link, input.Bytes, input.Length))
            if (layer.Errors().Count > 0) return false;
        return true;
    }

    // Payload and trailers are bytes, and so are addresses of an unknown sort (R16), padding behind the end of a list (R10),
    // what a routing header of an unknown type holds, and the objects behind a segment list (RFC 8754, 2.1), of which none is declared.
    // Raw elsewhere is what forms no option.
    private static IEnumerable<string> Fallbacks(Input input)
    {
        if (input.Bytes.Length == 0) return [];
        string text = Packet.Read(input.Link, input.Bytes, input.Length).ToString();
        return text.Split(" / ")
            .Where(layer => layer.Split(' ')[0] is not ("data" or "trailer" or "arp.any" or "arp.ipv4" or "arp.mac"))
            .Select(layer => layer.Replace("option=eol option=raw,", "option=eol padding,", StringComparison.Ordinal))
            .Select(layer => UndeclaredOfRoutes.Replace(layer, "$1=bytes"))
            .Where(layer => layer.Contains("=raw,", StringComparison.Ordinal) || layer.Contains("=hex:", StringComparison.Ordinal))
            .Select(layer => $"{input.Origin}: {layer}");
    }
}
