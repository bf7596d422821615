using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Classic CAN frames, struct can_frame: up to 8 bytes, questions on one identifier and answers on the next.</summary>
/// <param name="identifier">Of the questions.</param>
/// <param name="role">Which end.</param>
internal sealed class CanEnvelope(uint identifier, EchoRole role) : Envelope
{
    public static readonly int FrameLength = Unsafe.SizeOf<CanFrame>();
    private static readonly int _headerLength = FrameLength - Constants.CAN_MAX_DLEN;

    public override int Before => _headerLength;

    public override int After => Constants.CAN_MAX_DLEN;

    public override int Longest => Constants.CAN_MAX_DLEN;

    /// <summary>What arrives here has this identifier.</summary>
    public uint Received => role == EchoRole.Server ? identifier : identifier + 1;

    private uint Sent => role == EchoRole.Server ? identifier + 1 : identifier;

    public override bool TryOpen(ReadOnlySpan<byte> message, out Part payload)
    {
        payload = default;
        if (message.Length != FrameLength)
            return false;
        CanFrame frame = MemoryMarshal.Read<CanFrame>(message);
        payload = new Part(_headerLength, Math.Min((int)frame.len, Constants.CAN_MAX_DLEN));
        return frame.can_id == Received;
    }

    public override Part Seal(Span<byte> buffer, Part payload, ReadOnlySpan<byte> address)
    {
        ulong data = 0;
        buffer.Slice(payload.Start, payload.Length).CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref data)));
        var all = new Part(payload.Start - _headerLength, FrameLength);
        MemoryMarshal.Write(buffer[all.Start..], new CanFrame { can_id = Sent, len = (byte)payload.Length, data = data });
        return all;
    }
}

/// <summary>CAN frames behind the header of the broadcast manager (struct bcm_msg_head), which sends one at once and hands
/// over those of one identifier.</summary>
/// <param name="identifier">Of the questions.</param>
/// <param name="role">Which end.</param>
internal sealed class BroadcastEnvelope(uint identifier, EchoRole role) : Envelope
{
    private static readonly int _headerLength = Unsafe.SizeOf<BroadcastHeader>();
    private readonly CanEnvelope _frames = new(identifier, role);

    public override int Before => _headerLength + _frames.Before;

    public override int After => _frames.After;

    public override int Longest => _frames.Longest;

    /// <summary>The message that asks for all frames of the identifier, whatever they hold.</summary>
    public byte[] Subscription()
    {
        byte[] message = new byte[_headerLength];
        MemoryMarshal.Write(message,
            new BroadcastHeader { opcode = Constants.RX_SETUP, flags = Constants.RX_FILTER_ID, can_id = _frames.Received });
        return message;
    }

    public override bool TryOpen(ReadOnlySpan<byte> message, out Part payload)
    {
        payload = default;
        if (message.Length < _headerLength || MemoryMarshal.Read<BroadcastHeader>(message).opcode != Constants.RX_CHANGED
            || !_frames.TryOpen(message[_headerLength..], out Part inFrame))
            return false;
        payload = inFrame.From(_headerLength);
        return true;
    }

    public override Part Seal(Span<byte> buffer, Part payload, ReadOnlySpan<byte> address)
    {
        Part frame = _frames.Seal(buffer, payload, address);
        var all = new Part(frame.Start - _headerLength, frame.Length + _headerLength);
        MemoryMarshal.Write(buffer[all.Start..], new BroadcastHeader { opcode = Constants.TX_SEND, nframes = 1 });
        return all;
    }
}
