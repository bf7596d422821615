using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>An AF_PACKET socket: whole frames with their link header in and out, past the IP stack, its firewall
/// and its checksums (packet(7)).</summary>
/// <remarks>On <c>lo</c> and on CAN every packet is seen when it leaves and when it arrives; this socket gives it once, as libpcap does.
/// Frames sent on <c>lo</c> do not reach this host's IP stack as expected: use a raw socket there.
/// VLAN tags taken out by the kernel are put back.
/// An interface that goes down and up is waited for. One that is deleted is waited for while this is called to send or receive:
/// an interface of its name that comes within 5 s is bound in its place. <see cref="History"/> tells of both.</remarks>
public sealed class PacketSocket : DatagramSocket
{
    private const int AddressLength = 32; // sockaddr_ll is 20; hardware addresses up to 20 bytes come longer
    private const int ControlLength = 128;
    private static readonly TimeSpan _lookAgain = TimeSpan.FromMilliseconds(100);
    private readonly PacketSocketSettings _settings;
    private readonly LinkWatch? _watch;
    private PacketCount _count;

    private PacketSocket(Link? link, PacketSocketSettings settings)
        : base(Constants.AF_PACKET, Constants.SOCK_RAW, 0)
    {
        (Link, _settings) = (link, settings);
        _watch = link is null ? null : new LinkWatch(link.Name);
    }

    /// <summary>The interface bound to; null for all. Its index is another one when it was deleted and came back.</summary>
    public Link? Link { get; private set; }

    /// <summary>How often the interface went down or away since it was bound.</summary>
    public LinkHistory History => _watch?.History ?? default;

    /// <summary>Opens a socket that has seen no frame from before it was wholly set up.</summary>
    /// <remarks>socket(2) is called with protocol 0, for which the kernel delivers nothing;
    /// filter, buffer and the rest are set, and bind(2) with ETH_P_ALL in network order is the moment from which frames come.
    /// So nothing from other interfaces or from before the filter is ever queued.</remarks>
    /// <param name="link">Null sees all interfaces and cannot send.</param>
    /// <param name="settings">Null for a socket that sees what its interface takes in.</param>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW. ENETDOWN is no error here: a frame comes
    /// when the interface is up.</exception>
    public static PacketSocket Open(Link? link, PacketSocketSettings? settings = null)
    {
        PacketSocket socket = new(link, settings ?? new PacketSocketSettings());
        try
        {
            socket.SetUp();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one frame as it is, from its link header on, and returns its length; allocates nothing.</summary>
    /// <exception cref="SystemCallException">EMSGSIZE: longer than the MTU and the link header. ENXIO: bound to no interface,
    /// or it is gone. ENODEV: it has been gone for 5 s. ENETDOWN. ENOBUFS.</exception>
    public int Send(ReadOnlySpan<byte> frame)
    {
        IsLinkThere();
        int sent = Send(frame, default, default);
        _watch?.Works();
        return sent;
    }

    /// <summary>Waits up to the time for one frame; allocates nothing. A zero time only looks.</summary>
    /// <exception cref="SystemCallException">ENODEV: the interface has been gone for 5 s.</exception>
    public ReceivedFrame Receive(Span<byte> buffer, TimeSpan time)
    {
        Span<byte> name = stackalloc byte[AddressLength];
        Span<byte> control = stackalloc byte[ControlLength];
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        TimeSpan left = time;
        while (true)
        {
            bool isThere = IsLinkThere();
            Received received = Receive(buffer, name, control, isThere ? left : Deadline.Sooner(left, _lookAgain));
            if (received.Count >= 0)
            {
                ReceivedFrame arrival = ReceivedFrame.From(received, name, control[..received.ControlLength], buffer);
                _watch?.Heard(arrival.TimeNanoseconds);
                if (!IsSecondSight(arrival))
                    return arrival;
            }
            left = Deadline.Left(time, start);
            if (received.Count < 0 && (left == TimeSpan.Zero || received.Count == -(int)ErrorNumber.ENOMSG))
                return default;
        }
    }

    /// <summary>The name of an interface that a frame came from, in the socket's network namespace; null when it is gone.</summary>
    public string? NameOf(int interfaceIndex) => InterfaceCall.NameOf(Handle, interfaceIndex);

    /// <summary>Frames received and lost since the socket was opened. A frame that is lost on <c>lo</c> counts once
    /// when the socket is bound to it.</summary>
    public PacketCount ReadCount() => _count += Get(PacketOption.Statistics);

    private static bool IsSecondSight(in ReceivedFrame arrival) =>
        arrival is { HardwareType: Constants.ARPHRD_LOOPBACK or Constants.ARPHRD_CAN, PacketType: PacketType.Outgoing };

    private protected override bool Endures(ErrorNumber error)
    {
        if (_watch is null || error is not (ErrorNumber.ENETDOWN or ErrorNumber.ENXIO))
            return false;
        _watch.Fails(IsUnbound());
        return true;
    }

    // What the kernel leaves of a deleted interface is the index -1.
    private bool IsUnbound()
    {
        Span<byte> name = stackalloc byte[AddressLength];
        SystemCall.Checked(OpenCalls.Name(Handle, name), "getsockname");
        return MemoryMarshal.Read<LinkSocketAddress>(name).sll_ifindex < 0;
    }

    private bool IsLinkThere()
    {
        if (_watch is not { IsDown: true })
            return true;
        // One that is down already is deleted without a word.
        if (!_watch.IsGone)
            _watch.Fails(IsUnbound());
        if (!_watch.IsGone)
            return false;
        int index = InterfaceCall.IndexOf(Handle, _watch.Name);
        if (index < 0)
            return _watch.IsLost ? throw new SystemCallException("interface", -index, _watch.Name) : false;
        Link = Link! with { Index = index };
        Attach();
        _watch.Returns();
        return true;
    }

    private void SetUp()
    {
        Set(PacketOption.AuxiliaryData, true);
        Set(GeneralOption.ReceiveTimestamps, true);
        if (_settings.IgnoreOutgoing || Link is { IsLoopback: true })
            Set(PacketOption.IgnoreOutgoing, true);
        if (_settings.BypassQueue)
            Set(PacketOption.BypassQueue, true);
        if (_settings.ReceiveBuffer is { } size)
            SetReceiveBuffer(size);
        if (_settings.Filter.Count > 0)
            AttachFilter([.. _settings.Filter]);
        Attach();
    }

    /// <summary>What the kernel forgets with the interface.</summary>
    private void Attach()
    {
        Bind();
        if (Get(GeneralOption.Error) == (int)ErrorNumber.ENETDOWN) // bound all the same
            _watch!.StartsDown();
        if (_settings.Promiscuous)
            Join(PacketMembershipKind.Promiscuous);
        if (_settings.AllMulticast)
            Join(PacketMembershipKind.AllMulticast);
    }

    private void SetReceiveBuffer(int size)
    {
        try
        {
            Set(GeneralOption.ForceReceiveBuffer, size);
        }
        catch (SystemCallException e) when (e.Kind == FailureKind.NotPermitted)
        {
            Set(GeneralOption.ReceiveBuffer, size); // as much as anyone may have
        }
    }

    private void Bind()
    {
        Span<byte> name = stackalloc byte[20];
        MemoryMarshal.Write(name, new LinkSocketAddress
        {
            sll_family = Constants.AF_PACKET,
            sll_protocol = BinaryPrimitives.ReverseEndianness((ushort)Constants.ETH_P_ALL),
            sll_ifindex = Link?.Index ?? 0,
        });
        SystemCall.Checked(OpenCalls.Bind(Handle, name), "bind", Link?.Name ?? "all interfaces");
    }

    private void Join(PacketMembershipKind kind) =>
        Set(PacketOption.AddMembership,
            new PacketMembership(Link?.Index ?? throw new InvalidOperationException($"{kind} needs an interface"), kind));
}
