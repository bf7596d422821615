using System.Diagnostics;
using System.Runtime.CompilerServices;
using RawNet.Captures;
using RawNet.Wire;
using SharpPcap;

namespace RawNet.SharpPcap.Devices;

/// <summary>A device of libpcap or Npcap, opened: its packets as RawNet's, and frames injected.</summary>
/// <remarks>
/// <code>
/// using PcapCapture capture = PcapCapture.Open("eth0", new PcapCaptureSettings { Filter = "icmp" });
/// await foreach (OwnedPacket packet in capture.ReadAllAsync(cancellation))
///     Use(packet);
/// </code>
/// One thread reads; others may send, ask for the counts and dispose of it meanwhile, which ends a waiting read within 50 ms.
/// libpcap tells no direction but in Linux cooked captures (the device <c>any</c>); elsewhere it is <see cref="PacketDirection.Unknown"/>.
/// </remarks>
public sealed class PcapCapture : IDisposable
{
    private static readonly TimeSpan _longestDeafness = TimeSpan.FromMilliseconds(50);
    private readonly Lock _reading = new();
    private readonly IPacketFeed _feed;
    private volatile bool _isClosed;
    private long _number;

    private PcapCapture(string name, PcapCaptureSettings settings)
    {
        Name = name;
        _feed = LibpcapFeed.Open(name, settings);
    }

    private PcapCapture(ICaptureDevice device)
    {
        Name = device.Name;
        _feed = new DeviceFeed(device);
    }

    /// <summary>As libpcap calls the device.</summary>
    public string Name { get; }

    /// <summary>What its packets begin with.</summary>
    public LinkType LinkType => _feed.LinkType;

    /// <summary>Whether times are exact to the nanosecond; else to the microsecond.</summary>
    public bool HasNanoseconds => _feed.HasNanoseconds;

    /// <summary>No packet will come any more: it was closed, or the device is a file that was read to its end.</summary>
    public bool IsEnded => _isClosed || _feed.IsEnded;

    /// <summary>Opens a device; reading allocates nothing per packet.</summary>
    /// <param name="name">As <see cref="PcapDevices.All"/> lists it; on Windows also its friendly name.</param>
    /// <param name="settings">Null for whole frames of what the interface takes in.</param>
    /// <exception cref="LibpcapException">No libpcap, no such device, not permitted, or libpcap's own sentence.</exception>
    public static PcapCapture Open(string name, PcapCaptureSettings? settings = null) => new(name, settings ?? new PcapCaptureSettings());

    /// <summary>Takes any device of SharpPcap that is open, a file too; it stays open. SharpPcap allocates some objects per packet,
    /// and waits up to 500 ms for one.</summary>
    /// <param name="device">Opened, and not capturing in the background.</param>
    public static PcapCapture Of(ICaptureDevice device) => new(device);

    /// <summary>Waits up to the time for one packet. A zero time only looks, on Linux; elsewhere every read may take
    /// the device's read timeout.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="packet">Its bytes hold until the next read.</param>
    /// <returns>False when none came in time, and from the end on (<see cref="IsEnded"/>).</returns>
    /// <exception cref="LibpcapException">The interface went down or away.</exception>
    public bool TryRead(TimeSpan patience, out CapturedPacket packet)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan left = patience;
        while (!Look(out packet))
        {
            if (IsEnded || left <= TimeSpan.Zero)
                return false;
            _feed.Wait(left < _longestDeafness ? left : _longestDeafness);
            left = patience - Stopwatch.GetElapsedTime(start);
        }
        return true;
    }

    /// <summary>Every packet as it comes, until cancelled, closed or at a file's end.</summary>
    /// <exception cref="OperationCanceledException">At once when cancelled. A packet that comes in that moment may be lost
    /// where reads wait by themselves.</exception>
    /// <exception cref="LibpcapException">The interface went down or away.</exception>
    public async IAsyncEnumerable<OwnedPacket> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (!IsEnded)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await NextAsync(cancellation) is { } packet)
                yield return packet;
            else if (_feed.IsPrompt)
                await Task.Run(() => _feed.Wait(_longestDeafness), CancellationToken.None).WaitAsync(cancellation);
        }
    }

    /// <summary>Injects one frame as it is, from its link header on.</summary>
    /// <exception cref="LibpcapException">The link did not take it: too long, down; or closed.</exception>
    public void Send(ReadOnlySpan<byte> frame)
    {
        try
        {
            _feed.Send(frame);
        }
        catch (Exception failure) when (LibpcapException.From(failure) is { } told)
        {
            throw told;
        }
    }

    /// <summary>What the device counted since it was opened.</summary>
    /// <exception cref="LibpcapException">The device does not count, or is closed.</exception>
    public PcapCount ReadCount()
    {
        try
        {
            lock (_reading)
                return _feed.Count;
        }
        catch (Exception failure) when (LibpcapException.From(failure) is { } told)
        {
            throw told;
        }
    }

    /// <summary>Closes a device that was opened here.</summary>
    public void Dispose()
    {
        _isClosed = true;
        lock (_reading)
            _feed.Dispose();
    }

    // Closing takes libpcap's buffer away, so it waits for the read that looks into it.
    private bool Look(out CapturedPacket packet)
    {
        packet = default;
        try
        {
            lock (_reading)
            {
                if (IsEnded || !_feed.TryRead(out packet))
                    return false;
            }
        }
        catch (Exception failure) when (LibpcapException.From(failure) is { } told)
        {
            throw told;
        }
        packet = packet with { Number = ++_number };
        return true;
    }

    private ValueTask<OwnedPacket?> NextAsync(CancellationToken cancellation) =>
        _feed.IsPrompt ? new(Next()) : new(Task.Run(Next, CancellationToken.None).WaitAsync(cancellation));

    private OwnedPacket? Next() => Look(out CapturedPacket packet) ? OwnedPacket.Of(packet) : null;
}
