using System.Globalization;
using System.Text.Json;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Text;

/// <summary>How a summary tells that the interface of a run went down or away. Of one that stayed nothing is said.</summary>
internal static class LinkWords
{
    /// <summary>", the interface went down once"; empty when it stayed.</summary>
    public static string Of(LinkHistory history)
    {
        string returns = history.Returns > 0
            ? string.Create(CultureInfo.InvariantCulture, $", was deleted and bound again {Times(history.Returns)}")
            : "";
        return history.Downs > 0 ? $", the interface went down {Times(history.Downs)}{returns}" : "";
    }

    /// <summary>Members of a JSON summary.</summary>
    public static void Write(Utf8JsonWriter writer, LinkHistory history)
    {
        if (history.Downs > 0) writer.WriteNumber("link_downs"u8, history.Downs);
        if (history.Returns > 0) writer.WriteNumber("link_returns"u8, history.Returns);
    }

    private static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");
}
