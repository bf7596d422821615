using System.Globalization;
using System.Text;

namespace RawNet.Sockets;

/// <summary>The documentation of sockets, written from the catalogue and the table of functions
/// so that it cannot say anything else.</summary>
public static class SocketDocument
{
    /// <summary>Markdown; the README beside this library's code is this text.</summary>
    public static string Text { get; } = Write();

    private static string Write()
    {
        StringBuilder text = new();
        text.Append("""
            # Sockets

            This page is written by `rawnet sockets --markdown` from the catalogue in `Families/SocketCatalogue.cs` and the table in
            `Functions/SocketFunction.cs`; a test fails when it is stale. `rawnet sockets` asks the running kernel for each row, and
            `rawnet sockets --test` runs an echo over each that works.

            ## Families

            | family | C | addresses | for example | module | |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (SocketFamily family in SocketFamily.All)
            Row(text, $"`{family.Name}`", $"`{family.Symbol}`", family.Address.Syntax,
                $"`{family.Address.Example}`", Code(family.Module), family.Note);
        text.Append("""

            ## Kinds of sockets

            | family | type | protocol | echo | module | half-close |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (SocketKind kind in SocketCatalogue.All)
            Row(text, kind.Family.Name, kind.TypeName, ProtocolOf(kind), Words(kind.Echo), kind.IsOffered ? Code(kind.Module) : "",
                kind.Echo == EchoKind.Stream ? kind.HalfCloses ? "yes" : "no" : "");
        text.Append("""

            ## The documents' functions

            | function | C# | what differs |
            | --- | --- | --- |

            """);
        foreach (SocketFunction function in SocketFunction.All)
            Row(text, $"`{function.Name}`",
                string.Join(", ", function.Call.Split(", with").Select((part, i) => i == 0 ? $"`{part}`" : $"with{part}")),
                function.Difference);
        return text.ToString();
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        foreach (string cell in cells)
            text.Append(CultureInfo.InvariantCulture, $"| {cell} ");
        text.Append("|\n");
    }

    private static string Code(string? word) => word is null ? "" : $"`{word}`";

    private static string ProtocolOf(SocketKind kind) => kind.Protocol == 0 ? ""
        : int.TryParse(kind.ProtocolName, CultureInfo.InvariantCulture, out _) ? kind.ProtocolName
        : $"{kind.ProtocolName} ({kind.Protocol})";

    private static string Words(EchoKind kind) => kind switch
    {
        EchoKind.None => "no kernel offers it",
        EchoKind.Stream => "connections of bytes",
        EchoKind.Records => "connections of records",
        EchoKind.Messages => "messages",
        EchoKind.IpPackets => "IP packets, the header written by the kernel or (`--hdrincl`, protocol 255) by the caller",
        EchoKind.Icmp => "echo requests; the kernel answers them too",
        EchoKind.Frames => "frames, addresses exchanged",
        EchoKind.CanFrames => "frames, answered on the next identifier",
        _ => "frames through the broadcast manager, answered on the next identifier",
    };
}
