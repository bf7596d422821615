using System.Text.Json;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Json;

/// <summary>The member <c>error</c> of a summary: what failed, as the system says it and as the person was told.</summary>
internal static class FailureJson
{
    public static void Write(Utf8JsonWriter writer, Exception failure)
    {
        writer.WriteStartObject("error"u8);
        if (failure is SystemCallException call)
        {
            writer.WriteForeign("operation"u8, call.Operation);
            if (call.Subject.Length > 0) writer.WriteForeign("subject"u8, call.Subject);
            writer.WriteString("errno"u8, call.ErrorName);
            writer.WriteNumber("number"u8, call.ErrorNumber);
        }
        writer.WriteForeign("text"u8, Failure.SentenceOf(failure));
        if (failure is SystemCallException { Fix.Length: > 0 } mended) writer.WriteForeign("fix"u8, mended.Fix);
        writer.WriteEndObject();
    }
}
