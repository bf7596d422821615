using RawNet.Captures;
using RawNet.Cli.Common.Arguments;
using RawNet.Sockets;

namespace RawNet.Cli.Capture;

/// <summary>Where a capture's packets come from.</summary>
internal interface ICaptureSource : IFrameSource, IDisposable
{
    /// <summary>As a capture file describes it; null when packets come from several interfaces.</summary>
    CaptureInterface? Interface { get; }

    /// <summary>What its packets give as their interface: the kernel's index; 0 where only the file's description tells it.</summary>
    int InterfaceNumber { get; }

    /// <summary>How often its interface went and came back.</summary>
    LinkHistory History { get; }

    /// <summary>What of the filter is left to ask of each packet.</summary>
    Filter Rest { get; }

    /// <summary>The name of an interface that a packet came from; null where it is gone, or not known.</summary>
    string? NameOf(int number);

    /// <summary>Frames seen and lost since it was opened.</summary>
    PacketCount ReadCount();
}
