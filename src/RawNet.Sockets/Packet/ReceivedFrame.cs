using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>What the kernel told about one received frame.</summary>
public record struct ReceivedFrame
{
    /// <summary>False when the time was over.</summary>
    public bool HasFrame { get; internal set; }

    /// <summary>Bytes in the caller's buffer.</summary>
    public int Length { get; internal set; }

    /// <summary>The frame's own length, a restored VLAN tag included; more than <see cref="Length"/>
    /// when the buffer was too short.</summary>
    public int WireLength { get; internal set; }

    /// <summary>The kernel's time in nanoseconds since 1970.</summary>
    public long TimeNanoseconds { get; internal set; }

    /// <summary>Where it was seen.</summary>
    public int InterfaceIndex { get; internal set; }

    /// <summary>The interface's ARPHRD number.</summary>
    public ushort HardwareType { get; internal set; }

    /// <summary>How the frame in the buffer begins.</summary>
    public readonly LinkType LinkType => HardwareLink.TypeOf(HardwareType);

    /// <summary>Who it was for.</summary>
    public PacketType PacketType { get; internal set; }

    /// <summary>EtherType in host order; behind a VLAN tag that was restored, the inner one.</summary>
    public ushort Protocol { get; internal set; }

    /// <summary>The kernel had taken the VLAN tag out; it is back in the frame.</summary>
    public bool VlanRestored { get; internal set; }

    /// <summary>Sent by this host (or on its virtual links) and not yet given to hardware: TCP and UDP checksums hold
    /// the pseudo-header's sum only.</summary>
    public bool ChecksumNotReady { get; internal set; }

    internal static ReceivedFrame From(in Received received, ReadOnlySpan<byte> address, ReadOnlySpan<byte> control, Span<byte> buffer)
    {
        LinkSocketAddress from = MemoryMarshal.Read<LinkSocketAddress>(address);
        ReceivedFrame arrival = new()
        {
            HasFrame = true,
            Length = Math.Min(received.Count, buffer.Length),
            WireLength = received.Count,
            InterfaceIndex = from.sll_ifindex,
            HardwareType = from.sll_hatype,
            PacketType = (PacketType)from.sll_pkttype,
            Protocol = BinaryPrimitives.ReverseEndianness(from.sll_protocol),
        };
        foreach (ControlMessage message in new ControlMessages(control))
        {
            arrival.TimeNanoseconds = message.TimeNanoseconds ?? arrival.TimeNanoseconds;
            if (message.Is(Constants.SOL_PACKET, Constants.PACKET_AUXDATA) && message.Read<PacketAuxiliaryData>() is { } data)
                arrival.Read(data, from, buffer);
        }
        return arrival;
    }

    private void Read(PacketAuxiliaryData data, in LinkSocketAddress from, Span<byte> buffer)
    {
        if (HardwareLink.IsCooked(HardwareType))
        {
            Length = CookedHeader.Replace(buffer, Length, data.tp_net, from);
            WireLength += CookedHeader.Length - data.tp_net;
            return;
        }
        // LINKTYPE_CAN_SOCKETCAN has the identifier in network byte order, the kernel in its own.
        if (HardwareType == Constants.ARPHRD_CAN && Length >= sizeof(uint))
            BinaryPrimitives.WriteUInt32BigEndian(buffer, MemoryMarshal.Read<uint>(buffer));
        ChecksumNotReady = (data.tp_status & Constants.TP_STATUS_CSUMNOTREADY) != 0;
        if ((data.tp_status & Constants.TP_STATUS_VLAN_VALID) == 0 || Length < VlanTag.Offset)
            return;
        ushort tpid = (data.tp_status & Constants.TP_STATUS_VLAN_TPID_VALID) != 0 ? data.tp_vlan_tpid : VlanTag.DefaultTpid;
        Length = VlanTag.Insert(buffer, Length, tpid, data.tp_vlan_tci);
        WireLength += VlanTag.Length;
        VlanRestored = true;
    }
}
