using System.Runtime.InteropServices;
using SharpPcap;
using SharpPcap.LibPcap;

namespace RawNet.SharpPcap.Devices;

/// <summary>A device of libpcap that is looked at without waiting, where it has a descriptor to wait for (Linux).</summary>
internal sealed class LibpcapDevice(PcapInterface device) : LibPcapLiveDevice(device)
{
    // EAGAIN of Linux, the only system where sending does not block
    private static readonly string _tryAgain = Marshal.GetPInvokeErrorMessage(11);

    /// <summary>Whether reading returns at once when there is nothing.</summary>
    public bool IsPrompt => FileDescriptor >= 0;

    /// <exception cref="LibpcapException">libpcap refused.</exception>
    public void Open(PcapCaptureSettings settings)
    {
        try
        {
            Open(ConfigurationOf(settings));
            if (IsPrompt)
                NonBlockingMode = true;
            if (settings.Filter is { } expression) Restrict(expression);
        }
        catch (Exception failure) when (LibpcapException.From(failure, SentenceOf()) is { } told)
        {
            throw told;
        }
    }

    /// <summary>Waits up to the time until there may be a packet.</summary>
    public void Wait(TimeSpan time)
    {
        if (IsPrompt)
            PollFileDescriptor((int)Math.Ceiling(time.TotalMilliseconds));
    }

    /// <summary>Sends one frame; waits while the queue of the device is full, as a descriptor that blocks would.</summary>
    public void Send(ReadOnlySpan<byte> frame)
    {
        while (!TrySend(frame))
            Thread.Sleep(1);
    }

    private bool TrySend(ReadOnlySpan<byte> frame)
    {
        try
        {
            SendPacket(frame);
            return true;
        }
        catch (PcapException) when (IsPrompt && LastError.EndsWith(_tryAgain, StringComparison.Ordinal))
        {
            return false;
        }
    }

    /// <summary>What ended reading, in libpcap's words.</summary>
    public LibpcapException Failure() => new(LibpcapFailure.NotUp, $"{Name}: {LastError}");

    private void Restrict(string expression)
    {
        try
        {
            Filter = expression;
        }
        catch (PcapException refusal)
        {
            throw new LibpcapException(LibpcapFailure.WrongExpression, LastError, refusal);
        }
    }

    /// <exception cref="LibpcapException">libpcap tells no counts for the device.</exception>
    public PcapCount Count => KernelCounts.Of(Handle) ?? throw new LibpcapException(LibpcapFailure.Refused, $"{Name}: {LastError}");

    // libpcap's sentence stays with the handle; SharpPcap's exception has its number only.
    private string? SentenceOf() => Opened && LastError is { Length: > 0 } sentence ? $"{Name}: {sentence}" : null;

    private static DeviceConfiguration ConfigurationOf(PcapCaptureSettings settings)
    {
        DeviceConfiguration configuration = new()
        {
            Mode = settings.Promiscuous ? DeviceModes.Promiscuous : DeviceModes.None,
            Snaplen = settings.SnapLength,
            Immediate = settings.Immediate,
            ReadTimeout = (int)Math.Max(1, Math.Ceiling(settings.ReadTimeout.TotalMilliseconds)),
            BufferSize = settings.BufferSize,
            TimestampResolution = settings.Nanoseconds ? TimestampResolution.Nanosecond : null,
        };
        configuration.ConfigurationFailed += (_, told) =>
        {
            if (told.Property != nameof(DeviceConfiguration.TimestampResolution))
                throw new LibpcapException(LibpcapFailure.Refused, told.Message);
        };
        return configuration;
    }
}
