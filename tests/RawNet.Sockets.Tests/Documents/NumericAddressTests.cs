using RawNet.Lab;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>Addresses as numbers; the judges are Python's inet_pton, inet_ntop and gethostbyname.</summary>
public class NumericAddressTests
{
    private const string Program = """
        import socket, sys
        for text in sys.argv[1:]:
            family = socket.AF_INET6 if ":" in text else socket.AF_INET
            try:
                data = socket.inet_pton(family, text)
                print(data.hex(), socket.inet_ntop(family, data))
            except OSError:
                print("refused")
        """;

    private const string Resolving = """
        import socket, sys
        for name in sys.argv[1:]:
            try:
                print(socket.gethostbyname(name))
            except OSError:
                print("refused")
        """;

    private static readonly string[] _addresses =
    [
        "0.0.0.0", "255.0.255.0", "170.170.170.170", "1.2.3.4", "255.255.255.255", "1.0.1.0", "::", "0::0", "1::", "::1",
        "45ef:76cb:1a:56ef:afeb:bac:1924:aeae", "ad42:abc::127:0:254:2", "12:a::", "::254.42.23.64", "42::a29b:254.42.23.64",
        "42:a8b9:0:2:ffff:a29b:254.42.23.64", "aef:b01:506:1001:ffff:9997:55:170", "::ffff:1.2.3.4",
    ];

    private static readonly string[] _none =
    [
        "0.0.0.", "300.0.0.0", "a.0.0.0", "1.2.3.4.5", "0x20::", ":::", "::0::", "1::abc::", "1::abc::def", "1:2:3:4:5:6", "1:2:3:4:5:6:",
        "1:2:3:4:5:6:7:8:0", "1:2:3:4:5:6:7:8:", "1::260.2.3.0", "1::0.be.e.0", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3.4:0",
        "0.100.200.0:3:4:5:6:7:8",
    ];

    private static readonly string[] _names = ["0.1.1.~1", "1+.1.1.1", "::1q", "::1::2", "1:1:1:1:1:1:1:1:1"];

    [Fact]
    public void TextIsTheBytesThatPythonMakes() => Assert.Equal(
        Judged(Program, _addresses).Select(line => line.Split(' ')[0]), _addresses.Select(text =>
        {
            Assert.True(ScopedAddress.TryParse(text, out ScopedAddress address));
            return Convert.ToHexStringLower(BytesOf(address));
        }));

    [Fact]
    public void BytesAreTheTextThatPythonMakes()
    {
        string[][] judged = [.. Judged(Program, _addresses).Select(line => line.Split(' '))];
        Assert.Equal(judged.Select(pair => pair[1]),
            judged.Select(pair => ScopedAddress.From(Convert.FromHexString(pair[0])).ToString()));
        Assert.All((int[])[3, 5, 15, 17], length => Assert.ThrowsAny<ArgumentException>(() => ScopedAddress.From(new byte[length])));
    }

    [Fact]
    public void WhatPythonRefusesIsRefused()
    {
        Assert.Equal(_none.Select(_ => "refused"), Judged(Program, _none));
        Assert.Equal([], _none.Where(text => ScopedAddress.TryParse(text, out _)));
    }

    [Fact]
    public void WhatPythonDoesNotResolveIsNotResolved()
    {
        using Host host = Lend.Loopback();
        Assert.Equal(_names.Select(_ => "refused"), host.Exec("python3", ["-c", Resolving, .. _names]).Succeeded().Lines);
        Assert.All(_names, name => host.Run(() => Assert.ThrowsAny<SystemCallException>(() => HostName.Resolve(name))));
    }

    private static byte[] BytesOf(ScopedAddress address)
    {
        byte[] bytes = new byte[address.Length];
        address.CopyTo(bytes);
        return bytes;
    }

    private static IReadOnlyList<string> Judged(string program, string[] texts)
    {
        Assert.SkipWhen(Requirements.Programs("python3") is not null, Peer.Missing("python3"));
        return Peer.Run("python3", ["-c", program, .. texts]).Succeeded().Lines;
    }
}
