using RawNet.Lab;

namespace RawNet.Cli.Tests.Names;

/// <summary>A folder whose files have names of any bytes, as Python sees them; gone with its files when the test is over.</summary>
internal sealed class BytesFolder : IDisposable
{
    private const string Listing = """
        import os, stat, sys
        folder = os.fsencode(sys.argv[1])
        for name in sorted(os.listdir(folder)):
            status = os.lstat(os.path.join(folder, name))
            print(name, stat.filemode(status.st_mode)[0], status.st_size)
        """;

    public string Path { get; } = Directory.CreateTempSubdirectory("rawnet-names-").FullName;

    /// <summary>Each file: its name as Python writes bytes, - or s for a socket, and its length.</summary>
    public IReadOnlyList<string> Files => Peer.Run("python3", ["-c", Listing, Path]).Succeeded().Lines;

    /// <summary>Makes a file.</summary>
    /// <param name="name">%ff in it is that byte.</param>
    /// <param name="bytes">What it holds.</param>
    public void Add(string name, byte[] bytes) =>
        Peer.Run("python3",
            ["-c", "import os, re, sys\nopen(re.sub(rb'%(..)', lambda m: bytes([int(m[1], 16)]), os.fsencode(sys.argv[1])), "
                + "'wb').write(sys.stdin.buffer.read())", $"{Path}/{name}"], bytes).Succeeded();

    public void Dispose() => Peer.Run("rm", ["-rf", Path]).Succeeded();
}
