using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The control messages that recvmsg(2) gave (cmsg(3)), for foreach: each starts at a multiple of the word size.</summary>
/// <param name="control">The bytes that <see cref="MessageResult.ControlLength"/> counts.</param>
public ref struct ControlMessages(ReadOnlySpan<byte> control)
{
    private static readonly int _headerLength = Unsafe.SizeOf<ControlHeader>();
    private ReadOnlySpan<byte> _rest = control;

    /// <summary>The message at hand.</summary>
    public ControlMessage Current { get; private set; }

    /// <summary>The walk itself, for foreach.</summary>
    public readonly ControlMessages GetEnumerator() => this;

    /// <summary>Goes to the next one; false at the end, and at a header whose length cannot be.</summary>
    public bool MoveNext()
    {
        if (_rest.Length < _headerLength)
            return false;
        ControlHeader header = MemoryMarshal.Read<ControlHeader>(_rest);
        if (header.cmsg_len < (nuint)_headerLength || header.cmsg_len > (nuint)_rest.Length)
            return false;
        int length = (int)header.cmsg_len;
        Current = new(header.cmsg_level, header.cmsg_type, _rest[_headerLength..length]);
        _rest = _rest[Math.Min(Aligned(length), _rest.Length)..];
        return true;
    }

    /// <summary>Bytes of a message of so many bytes of data, its padding included (CMSG_SPACE).</summary>
    public static int Space(int data) => Aligned(_headerLength + data);

    /// <summary>Writes one message at the start of the bytes and returns how many it takes there, padding included.</summary>
    internal static int Write<T>(Span<byte> control, int level, int type, T value)
        where T : unmanaged => Write(control, level, type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    internal static int Write(Span<byte> control, int level, int type, ReadOnlySpan<byte> data)
    {
        int size = _headerLength + data.Length;
        MemoryMarshal.Write(control, new ControlHeader { cmsg_len = (nuint)size, cmsg_level = level, cmsg_type = type });
        data.CopyTo(control[_headerLength..]);
        return Aligned(size);
    }

    private static int Aligned(int length) => (length + nint.Size - 1) & -nint.Size;
}

/// <summary>One control message: what it is by level and type, and its data by the types that the kernel has for it: null of another
/// message, and of one that was cut (MSG_CTRUNC).</summary>
public readonly ref struct ControlMessage
{
    internal ControlMessage(int level, int type, ReadOnlySpan<byte> data)
    {
        Level = level;
        Type = type;
        Data = data;
    }

    /// <summary>SOL_SOCKET 1, IPPROTO_IP 0, IPPROTO_IPV6 41 ...</summary>
    public int Level { get; }

    /// <summary>As the level numbers it; not always the number of the option that asked for it.</summary>
    public int Type { get; }

    /// <summary>The data, in the host's byte order.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>TTL or hop limit (IP_RECVTTL, IPV6_RECVHOPLIMIT).</summary>
    public byte? HopLimit => Is(Constants.IPPROTO_IP, Constants.IP_TTL) || Is(Constants.IPPROTO_IPV6, Constants.IPV6_HOPLIMIT)
        ? (byte?)Read<int>()
        : null;

    /// <summary>TOS or traffic class (IP_RECVTOS, IPV6_RECVTCLASS).</summary>
    public byte? TrafficClass => Is(Constants.IPPROTO_IP, Constants.IP_TOS) ? Read<byte>()
        : Is(Constants.IPPROTO_IPV6, Constants.IPV6_TCLASS) ? (byte?)Read<int>()
        : null;

    /// <summary>Where the packet came in and what it was sent to (IP_PKTINFO, IPV6_RECVPKTINFO).</summary>
    public PacketDestination? Destination
    {
        get
        {
            if (Is(Constants.IPPROTO_IP, Constants.IP_PKTINFO) && Read<PacketInfo>() is { } info)
                return new(ScopedAddress.OfWord(info.ipi_addr), info.ipi_ifindex);
            return Is(Constants.IPPROTO_IPV6, Constants.IPV6_PKTINFO) && Read<Packet6Info>() is { } info6
                ? new PacketDestination(ScopedAddress.From(Data[..16]), (int)info6.ipi6_ifindex)
                : null;
        }
    }

    /// <summary>The kernel's arrival time in nanoseconds since 1970 (SO_TIMESTAMPNS, SO_TIMESTAMP).</summary>
    public long? TimeNanoseconds => Is(Constants.SOL_SOCKET, Constants.SO_TIMESTAMPNS) ? Read<TimeSpecification>()?.Nanoseconds
        : Is(Constants.SOL_SOCKET, Constants.SO_TIMESTAMP) ? Read<TimeValue>()?.Nanoseconds
        : null;

    /// <summary>Messages that a full receive buffer cost since the socket was opened (SO_RXQ_OVFL).</summary>
    public uint? Dropped => Is(Constants.SOL_SOCKET, Constants.SO_RXQ_OVFL) ? Read<uint>() : null;

    /// <summary>The sender's process (SO_PASSCRED, unix(7)).</summary>
    public PeerCredentials? Credentials => Is(Constants.SOL_SOCKET, Constants.SCM_CREDENTIALS)
        && Read<ProcessCredentials>() is { } sender
        ? new PeerCredentials(sender.pid, sender.uid, sender.gid)
        : null;

    /// <summary>Descriptors that came with the message (SCM_RIGHTS): the receiver's to close; none of another message.</summary>
    public ReadOnlySpan<int> Descriptors =>
        Is(Constants.SOL_SOCKET, Constants.SCM_RIGHTS) ? MemoryMarshal.Cast<byte, int>(Data) : [];

    /// <summary>True for a report of the error queue (IP_RECVERR, IPV6_RECVERR): <see cref="ErrorReport"/> reads it.</summary>
    public bool IsError => Is(Constants.IPPROTO_IP, Constants.IP_RECVERR) || Is(Constants.IPPROTO_IPV6, Constants.IPV6_RECVERR);

    /// <summary>Whether it is of this level and type.</summary>
    public bool Is(int level, int type) => Level == level && Type == type;

    internal T? Read<T>()
        where T : unmanaged => MemoryMarshal.TryRead(Data, out T value) ? value : null;
}

/// <summary>Where a packet came in, and what it was sent to.</summary>
/// <param name="Address">The destination in its IP header: a group's when it came by multicast.</param>
/// <param name="InterfaceIndex">The interface.</param>
public readonly record struct PacketDestination(ScopedAddress Address, int InterfaceIndex);

/// <summary>Writes control messages for sendmsg(2), one behind the other.</summary>
/// <param name="control">Room for them: <see cref="ControlMessages.Space"/> of each.</param>
public ref struct ControlMessageWriter(Span<byte> control)
{
    private readonly Span<byte> _control = control;
    private int _length;

    /// <summary>What was written.</summary>
    public readonly ReadOnlySpan<byte> Written => _control[.._length];

    /// <summary>Any message.</summary>
    /// <exception cref="ArgumentException">There is no room for it.</exception>
    public void Add(int level, int type, scoped ReadOnlySpan<byte> data)
    {
        Span<byte> room = _control[_length..];
        if (room.Length < ControlMessages.Space(data.Length))
            throw new ArgumentException($"{room.Length} bytes are left, {ControlMessages.Space(data.Length)} are needed", nameof(data));
        room[..ControlMessages.Space(data.Length)].Clear();
        _length += ControlMessages.Write(room, level, type, data);
    }

    /// <summary>The hop limit of this packet (IP_TTL, IPV6_HOPLIMIT).</summary>
    public void AddHopLimit(bool isIpv6, byte hops) => Add(isIpv6 ? Constants.IPPROTO_IPV6 : Constants.IPPROTO_IP,
        isIpv6 ? Constants.IPV6_HOPLIMIT : Constants.IP_TTL, BytesOf((int)hops));

    /// <summary>The TOS or traffic class of this packet (IP_TOS, IPV6_TCLASS).</summary>
    public void AddTrafficClass(bool isIpv6, byte value) => Add(isIpv6 ? Constants.IPPROTO_IPV6 : Constants.IPPROTO_IP,
        isIpv6 ? Constants.IPV6_TCLASS : Constants.IP_TOS, BytesOf((int)value));

    /// <summary>Who sends (SCM_CREDENTIALS, unix(7)): the kernel takes only what is true, but of a privileged process.</summary>
    public void AddCredentials(PeerCredentials credentials) =>
        Add(Constants.SOL_SOCKET, Constants.SCM_CREDENTIALS,
            BytesOf(new ProcessCredentials { pid = credentials.ProcessId, uid = credentials.UserId, gid = credentials.GroupId }));

    /// <summary>Descriptors for the receiver, which gets duplicates (SCM_RIGHTS, unix(7)).</summary>
    public void AddDescriptors(params scoped ReadOnlySpan<int> descriptors) =>
        Add(Constants.SOL_SOCKET, Constants.SCM_RIGHTS, MemoryMarshal.AsBytes(descriptors));

    private static ReadOnlySpan<byte> BytesOf<T>(in T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));
}
