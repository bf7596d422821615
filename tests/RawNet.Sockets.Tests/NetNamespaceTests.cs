using RawNet.Lab;

namespace RawNet.Sockets.Tests;

public class NetNamespaceTests(LabFixture lab) : IClassFixture<LabFixture>
{
    [Fact]
    public void TheThreadThatEntersSeesTheOtherLinksAndNoOtherThreadDoes()
    {
        Host a = lab.Hosts.A;
        Host b = lab.Hosts.B;
        string[] seen = b.Run(() => // a thread of its own that ends
        {
            NetNamespace.Enter(a.Name);
            return Link.All().Select(l => l.Name).ToArray();
        });
        Assert.Equal(["lo", "va"], seen);
        Assert.DoesNotContain(Link.All(), l => l.Name == "va");
    }

    [Fact]
    public void WhatIsMissingIsSaid()
    {
        string name = lab.Hosts.A.Name;
        SystemCallException absent = Assert.Throws<SystemCallException>(() => NetNamespace.Enter("no-such"));
        Assert.Equal(("ENOENT", "no-such"), (absent.ErrorName, absent.Subject));
        Assert.Throws<SystemCallException>(() => NetNamespace.Enter("../../proc/self/ns/net"));
        Unprivileged.Run(() =>
        {
            SystemCallException refused = Assert.Throws<SystemCallException>(() => NetNamespace.Enter(name));
            Assert.Equal(("EPERM", FailureKind.NotPermitted), (refused.ErrorName, refused.Kind));
        });
    }
}
