using Microsoft.Extensions.Logging;

namespace RawNet.Cli.Common.Running;

/// <summary>What <c>-v</c> tells: each thing that the kernel is asked for.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "socket({Family}, {Type}, {Protocol})")]
    public static partial void Opens(ILogger logger, string family, string type, int protocol);

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "setsockopt({Option}) {Value}")]
    public static partial void Sets(ILogger logger, string option, string value);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "bind {Address}")]
    public static partial void Binds(ILogger logger, string address);

    [LoggerMessage(EventId = 4, Level = LogLevel.Debug, Message = "sendto {Destination}, {Length} bytes")]
    public static partial void Sends(ILogger logger, string destination, int length);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Operation}: {Error}")]
    public static partial void Refused(ILogger logger, string operation, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "route to {Destination}: interface {Index}, source {Source}")]
    public static partial void Routes(ILogger logger, System.Net.IPAddress destination, int index, System.Net.IPAddress source);

    [LoggerMessage(Level = LogLevel.Debug, Message = "socket(AF_PACKET, SOCK_RAW, ETH_P_ALL) on {Link}")]
    public static partial void Taps(ILogger logger, string link);
}
