namespace RawNet.Captures;

/// <summary>What a pcapng Section Header Block tells of the recording (draft-ietf-opsawg-pcapng, 4.1). All optional.</summary>
public sealed record PcapngSection
{
    /// <summary>shb_hardware, for example the processor.</summary>
    public string? Hardware { get; init; }

    /// <summary>shb_os.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>shb_userappl: the program that records.</summary>
    public string? Application { get; init; }

    /// <summary>opt_comment.</summary>
    public string? Comment { get; init; }
}
