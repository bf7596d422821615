using System.Text.Json;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Text;
using RawNet.Sockets;

namespace RawNet.Cli.Echo;

/// <summary>A call or a server's run as NDJSON, schema rawnet.echo/1. Bytes are hexadecimal digits.</summary>
/// <param name="lines">The run's.</param>
internal sealed class EchoJson(JsonLines lines)
{
    private long _asked, _answers, _bytes;

    /// <param name="kind">The kind of socket.</param>
    /// <param name="address">Who is asked, or where is listened.</param>
    public void Start(SocketKind kind, string address)
    {
        Utf8JsonWriter writer = lines.BeginStart();
        writer.WriteString("family"u8, kind.Family.Name);
        writer.WriteString("type"u8, kind.TypeName);
        writer.WriteNumber("protocol"u8, kind.Protocol);
        writer.WriteForeign("address"u8, address);
        lines.EndNow();
    }

    /// <summary>One more message, or a whole stream, goes out.</summary>
    public void Asked() => _asked++;

    /// <summary>What came back, and how long after it was sent.</summary>
    public void Answered(ReadOnlySpan<byte> data, TimeSpan after)
    {
        (_answers, _bytes) = (_answers + 1, _bytes + data.Length);
        Utf8JsonWriter writer = lines.Begin("answer"u8);
        writer.WriteNumber("seq"u8, _answers);
        writer.WriteNumber("rtt_ns"u8, after.Ticks * 100);
        writer.WriteNumber("len"u8, data.Length);
        writer.WriteString("data"u8, Convert.ToHexStringLower(data));
        lines.EndNow();
    }

    public void FinishCall()
    {
        lines.Summarize(writer =>
        {
            writer.WriteNumber("sent"u8, _asked);
            writer.WriteNumber("received"u8, _answers);
            writer.WriteNumber("bytes"u8, _bytes);
        });
    }

    public void FinishServer(EchoCounts counts)
    {
        lines.Summarize(writer =>
        {
            writer.WriteNumber("clients"u8, counts.Clients);
            writer.WriteNumber("messages"u8, counts.Messages);
            writer.WriteNumber("bytes"u8, counts.Bytes);
            writer.WriteNumber("dropped"u8, counts.Dropped);
            LinkWords.Write(writer, counts.Link);
        });
    }
}
