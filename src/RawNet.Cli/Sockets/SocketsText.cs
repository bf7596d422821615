using RawNet.Cli.Common.Text;
using RawNet.Sockets;

namespace RawNet.Cli.Sockets;

/// <summary>The matrix as a table, and below it what each refusal or failure means.</summary>
internal sealed class SocketsText(TextWriter output, bool isTest) : ISocketsOutput
{
    private readonly Columns _table = isTest
        ? new("FAMILY", "TYPE", "PROTOCOL", "STATUS", "ERROR", "WHY", "ECHO")
        : new("FAMILY", "TYPE", "PROTOCOL", "STATUS", "ERROR", "WHY");
    private int _works, _fails, _passed;

    public void Show(SocketKindState state, EchoFinding? finding)
    {
        if (state.Works) _works++;
        else _fails++;
        if (finding is { Verdict: EchoVerdict.Passed }) _passed++;
        SocketKind kind = state.Kind;
        string why = state.Fix.Length > 0 ? $"{SocketWords.Of(state.Reason)}: {state.Fix}" : SocketWords.Of(state.Reason);
        string[] cells = [kind.Family.Name, kind.TypeName, ProtocolOf(kind), state.Works ? "works" : "fails", state.ErrorName, why];
        _table.Add(isTest ? [.. cells, EchoOf(finding)] : cells);
    }

    public void Finish()
    {
        _table.Write(output);
        output.WriteLine(isTest ? $"{_works} work, {_fails} fail; {_passed} echoes passed" : $"{_works} work, {_fails} fail");
    }

    public void Dispose() => output.Flush();

    private static string ProtocolOf(SocketKind kind) => kind.Protocol == 0 ? "-" : kind.ProtocolName;

    private static string EchoOf(EchoFinding? finding) => finding is null ? ""
        : finding.Text.Length > 0 ? $"{SocketWords.Of(finding.Verdict)}: {Printable.Of(finding.Text)}"
        : SocketWords.Of(finding.Verdict);
}
