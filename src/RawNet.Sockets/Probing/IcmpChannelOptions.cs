using System.Net.Sockets;
using RawNet.Protocols;

namespace RawNet.Sockets;

/// <summary>The socket options of an <see cref="IcmpChannel"/>, for both families.</summary>
internal static class IcmpChannelOptions
{
    public static void Apply(InternetSocket socket, IcmpChannelSettings settings)
    {
        socket.Set(GeneralOption.ReceiveTimestamps, true);
        if (settings.InterfaceName is { } name)
            socket.Set(GeneralOption.BindToDevice, name);
        if (settings.Broadcast)
            socket.Set(GeneralOption.Broadcast, true);
        if (socket.Family == AddressFamily.InterNetwork)
            Apply4(socket, settings);
        else
            Apply6(socket, settings);
    }

    public static void ReceiveRepliesAndErrors(RawSocket socket)
    {
        if (socket.Family == AddressFamily.InterNetwork)
            socket.Set(IcmpOption.Filter, IcmpTypeFilter.PassOnly(
                (byte)IcmpType.EchoReply, (byte)IcmpType.DestinationUnreachable,
                (byte)IcmpType.TimeExceeded, (byte)IcmpType.ParameterProblem));
        else
            socket.Set(IcmpOption.Filter6, IcmpTypeFilter.PassOnly(
                (byte)Icmpv6Type.EchoReply, (byte)Icmpv6Type.DestinationUnreachable, (byte)Icmpv6Type.PacketTooBig,
                (byte)Icmpv6Type.TimeExceeded, (byte)Icmpv6Type.ParameterProblem));
    }

    public static void QueueErrors(IcmpSocket socket) =>
        socket.Set(socket.Family == AddressFamily.InterNetwork ? IpOption.ReceiveErrors : Ipv6Option.ReceiveErrors, true);

    private static void Apply4(InternetSocket socket, IcmpChannelSettings settings)
    {
        socket.Set(IpOption.ReceiveTimeToLive, true);
        if (settings.TrafficClass is { } trafficClass)
            socket.Set(IpOption.TypeOfService, trafficClass);
        if (settings.HopLimit is not { } hopLimit)
            return;
        socket.Set(IpOption.TimeToLive, hopLimit);
        socket.Set(IpOption.MulticastTimeToLive, hopLimit);
    }

    private static void Apply6(InternetSocket socket, IcmpChannelSettings settings)
    {
        socket.Set(Ipv6Option.ReceiveHopLimit, true);
        socket.Set(Ipv6Option.ReceivePacketInfo, true);
        if (settings.TrafficClass is { } trafficClass)
            socket.Set(Ipv6Option.TrafficClass, trafficClass);
        if (settings.HopLimit is not { } hopLimit)
            return;
        socket.Set(Ipv6Option.UnicastHops, hopLimit);
        socket.Set(Ipv6Option.MulticastHops, hopLimit);
    }
}
