namespace RawNet.Tests.Captures;

/// <summary>A file for a peer program, gone when the test is over.</summary>
internal sealed class TemporaryFile : IDisposable
{
    internal TemporaryFile(byte[] bytes)
        : this() => File.WriteAllBytes(Path, bytes);

    internal TemporaryFile() => Path = System.IO.Path.GetTempFileName();

    internal string Path { get; }

    public void Dispose() => File.Delete(Path);
}
