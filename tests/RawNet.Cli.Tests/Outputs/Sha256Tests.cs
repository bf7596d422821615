using System.Security.Cryptography;
using RawNet.Cli.Common.Files;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Outputs;

/// <summary>The fingerprints of <c>--hash</c>: OpenSSL's values without OpenSSL.</summary>
public class Sha256Tests
{
    // The examples of FIPS 180-4 that NIST publishes: one block, two blocks, a million bytes.
    [Theory]
    [InlineData("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")]
    public void TheStandardsExamples(string text, int times, string digest)
    {
        var actual = new byte[Sha256.SizeInBytes];
        Sha256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times))), actual);
        Assert.Equal(digest, Convert.ToHexStringLower(actual));
    }

    [Fact]
    public void EveryLengthUpToThreeBlocks()
    {
        var random = new Random(180);
        for (int length = 0; length <= 200; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);
            var actual = new byte[Sha256.SizeInBytes];
            Sha256.HashData(data, actual);
            Assert.Equal(SHA256.HashData(data), actual);
        }
    }

    // OpenSSL is loaded when it is first asked, so the command must not ask it: a machine without it has no other way.
    [Fact]
    public void TheCommandLoadsNoOpenSsl()
    {
        Assert.SkipWhen(Requirements.Programs("strace") is not null, Peer.Missing("strace"));
        PeerResult traced = Peer.Run("strace",
            ["-f", "-e", "trace=%file", Rawnet.Path, "read", "--json", "--hash", Rawnet.File("captures", "arp.pcap")]).Succeeded();
        Assert.Contains("arp.pcap", traced.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("libssl", traced.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("libcrypto", traced.Errors, StringComparison.Ordinal);
    }
}
