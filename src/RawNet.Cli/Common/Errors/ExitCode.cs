namespace RawNet.Cli.Common.Errors;

/// <summary>What the command's exit status says; other people's scripts depend on it.</summary>
internal static class ExitCode
{
    public const int Good = 0;

    /// <summary>The network or the check said no: no reply, a mismatch.</summary>
    public const int SaidNo = 1;

    /// <summary>Usage or bad input, a damaged capture included.</summary>
    public const int BadInput = 2;

    /// <summary>Not permitted or not supported here.</summary>
    public const int NotPermitted = 3;

    /// <summary>A fault of rawnet itself: EX_SOFTWARE of sysexits.h.</summary>
    public const int InternalFault = 70;
}
