using RawNet.Sockets;

namespace RawNet.Cli.Sockets;

/// <summary>Shows the matrix of sockets.</summary>
internal interface ISocketsOutput : IDisposable
{
    /// <summary>One cell; the finding is null when no echo was run.</summary>
    void Show(SocketKindState state, EchoFinding? finding);

    void Finish();
}

/// <summary>The words that scripts depend on.</summary>
internal static class SocketWords
{
    public static string Of(RefusalReason reason) => reason switch
    {
        RefusalReason.ModuleMissing => "module-missing",
        RefusalReason.NotPermitted => "not-permitted",
        RefusalReason.NotOffered => "not-offered",
        RefusalReason.Disabled => "disabled",
        _ => "",
    };

    public static string Of(EchoVerdict verdict) => verdict switch
    {
        EchoVerdict.Passed => "passed",
        EchoVerdict.Failed => "failed",
        _ => "unavailable",
    };
}
