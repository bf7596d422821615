using RawNet.Captures;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.SharpPcap;
using RawNet.SharpPcap.Devices;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Capture;

/// <summary>A device of libpcap as a capture's source. Nothing of libpcap is loaded before one is opened.</summary>
internal sealed class LibpcapSource : ICaptureSource
{
    private const string AllInterfaces = "any"; // libpcap's pseudo-device, whose packets are Linux cooked captures
    private const int BufferSize = 16 << 20; // taken whole from the kernel, unlike a socket's
    private readonly PcapCapture _capture;

    private LibpcapSource(Link? link, PcapCaptureSettings settings, Filter rest)
    {
        Rest = rest;
        _capture = Translated(() => PcapCapture.Open(link?.Name ?? AllInterfaces, settings));
        Interface = new(_capture.LinkType) { Name = _capture.Name };
        InterfaceNumber = link?.Index ?? 0;
    }

    public CaptureInterface? Interface { get; }

    public int InterfaceNumber { get; }

    public Filter Rest { get; }

    /// <summary>Never: libpcap ends the capture when its interface goes.</summary>
    public LinkHistory History => default;

    /// <param name="link">Null for all interfaces.</param>
    /// <param name="promiscuous">Whether what is for others is wanted too.</param>
    /// <param name="filter">libpcap runs its tcpdump expression.</param>
    /// <exception cref="NotPermittedException">There is no libpcap, or no right.</exception>
    /// <exception cref="SaidNoException">The interface is not up.</exception>
    /// <exception cref="UsageException">libpcap refuses the filter's expression.</exception>
    public static LibpcapSource Open(Link? link, bool promiscuous, Filter filter)
    {
        if (link is not null && NativeText.HasBytes(link.Name))
            throw new UsageException($"libpcap is given no name that is no UTF-8, as '{link.Name}'; --backend packet captures on it");
        var settings = new PcapCaptureSettings { BufferSize = BufferSize, Promiscuous = promiscuous, Filter = filter.BpfExpression };
        return new(link, settings, filter.WithoutBpf);
    }

    /// <exception cref="SaidNoException">The interface went down or away.</exception>
    public bool Next(TimeSpan patience, out CapturedPacket packet)
    {
        try
        {
            bool isThere = _capture.TryRead(patience, out packet);
            packet = packet with { Interface = InterfaceNumber };
            return isThere;
        }
        catch (LibpcapException failure)
        {
            throw InWordsOfTheCommand(failure);
        }
    }

    public string? NameOf(int number) => null;

    public PacketCount ReadCount()
    {
        PcapCount count = Translated(_capture.ReadCount);
        return new(count.Received, count.Dropped);
    }

    public void Dispose() => _capture.Dispose();

    private static T Translated<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (LibpcapException failure)
        {
            throw InWordsOfTheCommand(failure);
        }
    }

    private static Exception InWordsOfTheCommand(LibpcapException failure) => failure.Failure switch
    {
        LibpcapFailure.NotPermitted =>
            new NotPermittedException($"{failure.Message}: needs CAP_NET_RAW: {Capabilities.Grant("cap_net_raw")}"),
        LibpcapFailure.WrongExpression => new UsageException(failure.Message),
        LibpcapFailure.NotUp => new SaidNoException(failure.Message),
        _ => new NotPermittedException(failure.Message),
    };
}
