using System.Text;

namespace RawNet.Lab;

/// <summary>What a peer program left behind when it ended by itself.</summary>
/// <param name="Program">The name it was started by.</param>
/// <param name="ExitCode">128 + N when signal N ended it.</param>
/// <param name="Bytes">Standard output as it came.</param>
/// <param name="Errors">Standard error as UTF-8 text. Wireshark's tools warn here when root runs them:
/// not empty is not yet a failure.</param>
public sealed record PeerResult(string Program, int ExitCode, ReadOnlyMemory<byte> Bytes, string Errors)
{
    /// <summary>Standard output as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>Standard output line by line, without empty lines.</summary>
    public IReadOnlyList<string> Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>This result, when the program ended with 0.</summary>
    /// <exception cref="InvalidOperationException">Another exit code; the message holds its standard error.</exception>
    public PeerResult Succeeded() => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"{Program} ended with {ExitCode}: {Errors}");
}
