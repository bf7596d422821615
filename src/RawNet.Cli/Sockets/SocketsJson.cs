using System.Text.Json;
using RawNet.Cli.Common.Json;
using RawNet.Sockets;

namespace RawNet.Cli.Sockets;

/// <summary>The matrix as NDJSON, schema rawnet.sockets/1.</summary>
internal sealed class SocketsJson : ISocketsOutput
{
    private readonly JsonLines _lines;
    private int _works, _fails;

    public SocketsJson(JsonLines lines)
    {
        _lines = lines;
        _lines.BeginStart();
        _lines.EndNow();
    }

    public void Show(SocketKindState state, EchoFinding? finding)
    {
        Utf8JsonWriter writer = _lines.Begin("cell"u8);
        writer.WriteString("family"u8, state.Kind.Family.Name);
        writer.WriteString("type"u8, state.Kind.TypeName);
        // socket(2) is asked without an EtherType
        writer.WriteNumber("protocol"u8, state.Kind.Family == SocketFamily.Packet ? 0 : state.Kind.Protocol);
        writer.WriteString("status"u8, state.Works ? "works"u8 : "fails"u8);
        if (!state.Works) WriteRefusal(writer, state);
        if (finding is not null) WriteFinding(writer, finding);
        _lines.End();
        if (state.Works) _works++;
        else _fails++;
    }

    public void Finish()
    {
        _lines.Summarize(writer =>
        {
            writer.WriteNumber("works"u8, _works);
            writer.WriteNumber("fails"u8, _fails);
        });
    }

    public void Dispose()
    {
    }

    private static void WriteRefusal(Utf8JsonWriter writer, SocketKindState state)
    {
        writer.WriteString("errno"u8, state.ErrorName);
        writer.WriteString("reason"u8, SocketWords.Of(state.Reason));
        if (state.Fix.Length > 0) writer.WriteString("fix"u8, state.Fix);
    }

    private static void WriteFinding(Utf8JsonWriter writer, EchoFinding finding)
    {
        writer.WriteString("echo"u8, SocketWords.Of(finding.Verdict));
        if (finding.Text.Length > 0) writer.WriteForeign("echo_text"u8, finding.Text);
        if (finding.ErrorName.Length > 0) writer.WriteString("echo_errno"u8, finding.ErrorName);
    }
}
