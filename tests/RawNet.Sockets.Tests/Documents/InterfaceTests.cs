using System.Globalization;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>Interfaces by name and index, against Python's if_nameindex, if_nametoindex and if_indextoname.</summary>
public class InterfaceTests
{
    private const string All = """
        import socket
        for index, name in socket.if_nameindex():
            print(index, name, socket.if_nametoindex(name), socket.if_indextoname(index))
        """;

    private const string None = """
        import socket
        for call, what in ((socket.if_indextoname, 0), (socket.if_nametoindex, "_DEADBEEF")):
            try:
                print("found", call(what))
            except OSError:
                print("not found")
        """;

    [Fact]
    public void IndexesAndNamesArePythons()
    {
        Assert.SkipWhen(Requirements.Programs("python3") is not null, Peer.Missing("python3"));
        using TwoHosts hosts = Lend.Pair();
        IReadOnlyList<string> python = hosts.A.Exec("python3", "-c", All).Succeeded().Lines;
        Assert.True(python.Count >= 2);
        string[] ours = hosts.A.Run(() => Link.All().Select(Ours).ToArray());
        Assert.Equal(python.Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatPythonDoesNotFindIsNoInterface()
    {
        Assert.SkipWhen(Requirements.Programs("python3") is not null, Peer.Missing("python3"));
        using Host host = Lend.Loopback();
        Assert.Equal(["not found", "not found"], host.Exec("python3", "-c", None).Succeeded().Lines);
        host.Run(() =>
        {
            Assert.Throws<SystemCallException>(() => Link.ByIndex(0));
            Assert.Throws<SystemCallException>(() => Link.ByName("_DEADBEEF"));
        });
    }

    private static string Ours(Link link) => string.Create(CultureInfo.InvariantCulture,
        $"{link.Index} {link.Name} {Link.ByName(link.Name).Index} {Link.ByIndex(link.Index).Name}");
}
