using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Families;

/// <summary>What the kernel says of each cell, against the list.</summary>
public class CellStateTests
{
    [Fact]
    public void EveryCellOfTheCatalogueIsListedAndEachPlaceHasSome()
    {
        Assert.Equal(SocketCatalogue.All.Count, Expectations.All.Count);
        Assert.All(Enum.GetValues<Place>(), place => Assert.NotEmpty(Expectations.Of(place)));
    }

    [Fact]
    public void EveryFamilyHasACellOfEveryType() => Assert.All(SocketFamily.All, family => Assert.Equal(
        (SocketType[])[SocketType.Stream, SocketType.Dgram, SocketType.Raw, SocketType.Rdm, SocketType.Seqpacket],
        SocketCatalogue.All.Where(c => c.Family == family).Select(c => c.Type).Distinct()));

    [Fact, Trait("kernel", "any")]
    public void WhatWorksHereWorksAndWhatWorksNowhereFailsAsTheListSays()
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        Assert.All(Expectations.Of(Place.Here), name => Assert.Equal("", SocketKindState.Of(Expectations.Find(name)).ErrorName));
        foreach (string name in Expectations.Of(Place.Nowhere))
        {
            SocketKindState state = SocketKindState.Of(Expectations.Find(name));
            Assert.True(state.ErrorName == Expectations.All[name] || state.ErrorName == "EAFNOSUPPORT", $"{name}: {state.ErrorName}");
            Assert.True(state.Reason == (name == "vsock dgram 0" ? RefusalReason.ModuleMissing : RefusalReason.NotOffered),
                $"{name}: {state.Reason}");
        }
    }

    [Fact, Trait("kernel", "modules")]
    public void WithTheModulesEveryOtherCellWorksAndNothingLacksAFamily()
    {
        Assert.SkipUnless(SocketKindState.Of(Expectations.Find("tipc rdm 0")).Works,
            "EAFNOSUPPORT: this kernel has no TIPC, the sign that the modules are not loaded");
        Assert.All(Expectations.Of(Place.Machine), name => Assert.Equal("", SocketKindState.Of(Expectations.Find(name)).ErrorName));
        Assert.All(Expectations.Of(Place.Nowhere),
            name => Assert.Equal(Expectations.All[name], SocketKindState.Of(Expectations.Find(name)).ErrorName));
    }

    [Fact]
    public void WithoutTheRightRawIsNotPermittedAndTheRestStaysAsItIs() => Unprivileged.Run(() =>
    {
        SocketKindState raw = SocketKindState.Of(Expectations.Find("inet raw 253"));
        Assert.Equal(("EPERM", RefusalReason.NotPermitted), (raw.ErrorName, raw.Reason));
        Assert.Contains("CAP_NET_RAW", raw.Fix, StringComparison.Ordinal);
        Assert.True(SocketKindState.Of(Expectations.Find("inet stream 6")).Works);
        Assert.Equal(RefusalReason.NotOffered, SocketKindState.Of(Expectations.Find("unix rdm 0")).Reason);
    });

    [Fact]
    public void WhatIsSwitchedOffIsDisabled()
    {
        using Host host = Lend.Loopback();
        host.Sysctl("net.mptcp.enabled", "0");
        SocketKindState state = host.Run(() => SocketKindState.Of(Expectations.Find("inet stream 262")));
        Assert.Equal(("ENOPROTOOPT", RefusalReason.Disabled), (state.ErrorName, state.Reason));
        Assert.Contains("/proc/sys/net/mptcp/enabled", host.Run(() => state.Fix), StringComparison.Ordinal);
    }
}
