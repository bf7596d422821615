namespace RawNet.Cli.Tests;

/// <summary>A file of a test, gone when the test is over.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[]? bytes = null, string extension = "", UnixFileMode? mode = null)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"rawnet-test-{Guid.NewGuid():n}{extension}");
        File.WriteAllBytes(Path, bytes ?? []);
        if (mode is { } rights) File.SetUnixFileMode(Path, rights);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
