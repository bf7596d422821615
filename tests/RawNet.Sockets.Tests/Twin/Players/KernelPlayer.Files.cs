using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Sockets.Tests.Twin.Players;

/// <summary>The documents' wrappers: makefile and sending a file.</summary>
internal sealed partial class KernelPlayer
{
    private void AddFiles()
    {
        Add("makefile", step => { _files[step.Text("to")] = Of(step).AsStream(); });
        Add("file_read", ReadFile);
        Add("file_line", ReadLine);
        Add("file_write", step => Of(_files, step.Text("on")).Write(step.Data()));
        Add("file_close", step => Of(_files, step.Text("on")).Dispose());
        Add("sendfile", SendFile);
    }

    private JsonNode? ReadFile(JsonObject step)
    {
        byte[] buffer = new byte[step.Int("size")];
        return TwinJson.Text(buffer.AsSpan(0, Of(_files, step.Text("on")).Read(buffer)));
    }

    private JsonNode? ReadLine(JsonObject step)
    {
        List<byte> line = [];
        while (Of(_files, step.Text("on")).ReadByte() is >= 0 and not '\n' and var value)
            line.Add((byte)value);
        return TwinJson.Text([.. line]);
    }

    private JsonNode? SendFile(JsonObject step)
    {
        using SafeFileHandle file = File.OpenHandle(step.Text("path"));
        return Of(step).SendFile(file, step.Int("offset"), step["count"] is { } count ? (long)count : null);
    }
}
