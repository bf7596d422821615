using System.Net;
using System.Net.Sockets;
using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>Echo requests out, echo replies and ICMP errors in, the same whether by a raw socket or a ping socket:
/// messages without IP header, TTL and arrival time beside them.</summary>
/// <remarks>A raw socket gets errors as messages, and every reply to this host, also other programs'.
/// A ping socket gets its own replies only, and errors from its error queue.</remarks>
public sealed class IcmpChannel : IPacketChannel, IDisposable
{
    private const int LongestPacket = 65_536 + 64; // an IP packet with room to spare
    private const int ReceiveBuffer = 1 << 20; // replies to others fill a raw socket's buffer too

    private readonly InternetSocket _socket;
    private readonly IcmpChannelSettings _settings;
    private readonly ScopedAddress _target;
    private readonly bool _hasHeader;
    private readonly byte[] _buffer = new byte[LongestPacket];
    private long _emptyAt;

    private IcmpChannel(InternetSocket socket, IcmpChannelSettings settings, ushort identifier)
    {
        _socket = socket;
        _settings = settings;
        _target = settings.Target;
        _hasHeader = socket is RawSocket { Family: AddressFamily.InterNetwork };
        Identifier = identifier;
        PrepareToSend();
    }

    /// <summary>The ICMP identifier that requests must carry; a ping socket's kernel writes it in any case.</summary>
    public ushort Identifier { get; }

    /// <summary>A raw socket; else a ping socket.</summary>
    public bool IsRaw => _socket is RawSocket;

    /// <summary>A raw socket.</summary>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public static IcmpChannel OpenRaw(IcmpChannelSettings settings, ushort identifier)
    {
        AddressFamily family = settings.Target.AddressFamily;
        RawSocket socket = RawSocket.Open(family,
            family == AddressFamily.InterNetwork ? (byte)ProtocolType.Icmp : (byte)ProtocolType.IcmpV6);
        return Ready(socket, settings, () =>
        {
            IcmpChannelOptions.ReceiveRepliesAndErrors(socket);
            socket.Set(GeneralOption.ReceiveBuffer, ReceiveBuffer);
            if (settings.HeaderIncluded)
                socket.HeaderIncluded = true;
            if (settings.Source is { } source)
                socket.Bind(source);
            return identifier;
        });
    }

    /// <summary>A ping socket, for users without any right.</summary>
    /// <param name="settings">Without <see cref="IcmpChannelSettings.HeaderIncluded"/>, which a ping socket does not have.</param>
    /// <param name="identifiers">Tried until one is free on this host.</param>
    /// <exception cref="SystemCallException">EACCES: the group is outside net.ipv4.ping_group_range.</exception>
    public static IcmpChannel OpenPing(IcmpChannelSettings settings, IEnumerable<ushort> identifiers)
    {
        IcmpSocket socket = IcmpSocket.Open(settings.Target.AddressFamily);
        return Ready(socket, settings, () =>
        {
            IcmpChannelOptions.QueueErrors(socket);
            BindToFree(socket, settings, identifiers);
            return socket.Identifier;
        });
    }

    /// <inheritdoc/>
    public ProbeResult Send(in Probe probe)
    {
        ScopedAddress destination = probe.Destination.Length == 0 ? _target : ScopedAddress.From(probe.Destination, _target.ScopeId);
        long time = _settings.Clock.Now;
        try
        {
            _socket.Send(probe.Bytes, destination, probe.HopLimit, probe.TrafficClass);
            return new(probe.Tag, time);
        }
        catch (SystemCallException refusal)
        {
            return new(probe.Tag, time) { Failure = refusal.Message };
        }
    }

    /// <inheritdoc/>
    public bool TryReceive(out ReceivedReply arrival)
    {
        while (true)
        {
            long now = _settings.Clock.Now;
            ReceivedMessage got = _socket.Receive(_buffer, TimeSpan.Zero);
            arrival = default;
            if (got.Outcome == WaitResult.Nothing)
            {
                _emptyAt = now;
                return false;
            }
            bool isRead = got.Outcome == WaitResult.Error ? TryReadError(out arrival) : TryRead(got, out arrival);
            if (isRead)
                return true;
        }
    }

    /// <inheritdoc/>
    public void Wait(long until)
    {
        TimeSpan left = _settings.Clock.Until(until);
        if (left > TimeSpan.Zero)
            _socket.WaitToReceive(left);
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _socket.Dispose();

    /// <summary>Goes the way to sendto(2) once, so that the first request's time is not the compiler's.
    /// Without an address the kernel refuses: nothing leaves.</summary>
    private void PrepareToSend()
    {
        _target.WriteSocketAddress(stackalloc byte[28], 0);
        try
        {
            _socket.Send([], default);
        }
        catch (SystemCallException e) when (e.ErrorName is nameof(Linux.ErrorNumber.EDESTADDRREQ) or nameof(Linux.ErrorNumber.EINVAL))
        {
            return; // as it must be
        }
    }

    private static IcmpChannel Ready(InternetSocket socket, IcmpChannelSettings settings, Func<ushort> identify)
    {
        try
        {
            IcmpChannelOptions.Apply(socket, settings);
            return new IcmpChannel(socket, settings, identify());
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void BindToFree(IcmpSocket socket, IcmpChannelSettings settings, IEnumerable<ushort> identifiers)
    {
        ScopedAddress source = settings.Source ?? (socket.Family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any);
        foreach (ushort identifier in identifiers)
        {
            try
            {
                socket.BindIdentifier(source, identifier);
                return;
            }
            catch (SystemCallException e) when (e.ErrorName == nameof(Linux.ErrorNumber.EADDRINUSE))
            {
                continue; // another ping of this host has it: the next one
            }
        }
        socket.BindIdentifier(source, 0); // the kernel finds a free one
    }

    private bool TryRead(scoped in ReceivedMessage got, out ReceivedReply arrival)
    {
        ReadOnlySpan<byte> message = _buffer.AsSpan(0, got.Length);
        byte? hopLimit = got.HopLimit;
        NetworkAddress destination = ToNetwork(got.Destination);
        if (_hasHeader)
        {
            arrival = default;
            if (!Ipv4.Kind.TryView(message, out View header))
                return false;
            message = header.Payload;
            hopLimit = header.Get(Ipv4.TimeToLive);
            destination = header.Get(Ipv4.DestinationAddress);
        }
        arrival = new ReceivedReply
        {
            Message = message,
            Source = ToNetwork(got.Source),
            Scope = got.Source.ScopeId,
            Destination = destination,
            HopLimit = hopLimit,
            Time = TimeOf(got.TimeNanoseconds),
        };
        return true;
    }

    private bool TryReadError(out ReceivedReply arrival)
    {
        ErrorReport error = _socket.ReceiveError(_buffer);
        arrival = new ReceivedReply
        {
            Message = _buffer.AsSpan(0, error.Length),
            Source = ToNetwork(error.Offender),
            Scope = error.Offender.ScopeId,
            Destination = ToNetwork(error.Destination),
            Time = TimeOf(error.TimeNanoseconds),
            Report = new IcmpReport(error.Type, error.Code, error.Info),
        };
        return error.Origin is ErrorOrigin.Icmp or ErrorOrigin.Icmp6; // a local failure has been told by Send
    }

    private long TimeOf(long? stamp) => stamp is { } time ? _settings.Clock.FromRealtime(time, _emptyAt) : _settings.Clock.Now;

    private static NetworkAddress ToNetwork(ScopedAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.CopyTo(bytes);
        return NetworkAddress.From(bytes[..address.Length]);
    }
}
