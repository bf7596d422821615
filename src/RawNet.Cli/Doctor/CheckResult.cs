namespace RawNet.Cli.Doctor;

/// <summary>How something stands on this machine.</summary>
internal enum Standing
{
    /// <summary>It can be used.</summary>
    Works,

    /// <summary>It is there, but this user may not.</summary>
    NotPermitted,

    /// <summary>This kernel or this machine does not have it.</summary>
    NotOffered,

    /// <summary>A setting that changes what packets do; neither good nor bad by itself.</summary>
    Note,
}

/// <summary>What was found about one thing.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Text">What that means for the command.</param>
/// <param name="Fix">One line for a shell that changes it; null when nothing needs to be changed.</param>
internal sealed record CheckResult(string Name, Standing Standing, string Text, string? Fix = null);
