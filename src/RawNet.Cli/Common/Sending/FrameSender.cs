using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Running;
using RawNet.Filters;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Sending;

/// <summary>A packet socket: frames go out as they are, lies and all.</summary>
internal sealed class FrameSender : PacketSender
{
    private readonly PacketSocket _socket;
    private readonly Link _link;
    private ReadOnlyMemory<byte> _frame;

    public FrameSender(Link link, ILogger logger)
        : base(logger)
    {
        _link = link;
        Log.Opens(logger, "AF_PACKET", "SOCK_RAW", 0);
        _socket = PacketSocket.Open(link, new PacketSocketSettings { Filter = [BpfInstruction.DropAll] });
        Log.Binds(logger, link.Name);
    }

    public override LinkHistory History => _socket.History;

    public override void Prepare(ReadOnlyMemory<byte> packet) => _frame = packet;

    public override void Send()
    {
        Log.Sends(Logger, _link.Name, _frame.Length);
        _socket.Send(_frame.Span);
    }

    public override string? AdviceOn(string errorName) => errorName switch
    {
        "EMSGSIZE" => $"a frame is never fragmented, and {_link.Name} takes packets of {_link.Mtu} bytes behind the link header",
        "EINVAL" => "a frame needs its whole link header, 14 bytes on Ethernet",
        _ => null,
    };

    protected override void Dispose(bool disposing) => _socket.Dispose();
}
