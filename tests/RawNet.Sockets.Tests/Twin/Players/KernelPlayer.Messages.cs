using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin.Players;

/// <summary>Receiving and sending.</summary>
internal sealed partial class KernelPlayer
{
    private static readonly HashSet<int> _times = [29, 35, 37, 63, 64, 65];

    private void AddMessages()
    {
        Add("recv", Receive);
        Add("recv_into", ReceiveInto);
        Add("recvfrom", ReceiveFrom);
        Add("recvmsg", ReceiveMessage);
        Add("send", step => Told(step, (socket, data, flags) => socket.Send(data, flags)));
        Add("sendall", step => Of(step).SendAll(step.Data(), Flags(step)));
        Add("sendto", step => Told(step, (socket, data, flags) => socket.SendTo(data, TwinAddress.Read(step["address"]!), flags)));
        Add("sendmsg", step => Told(step, (socket, data, flags) => SendMessage(step, socket, data, flags)));
    }

    private static MessageFlags Flags(JsonObject step) => (MessageFlags)step.Int("flags");

    private JsonNode? Receive(JsonObject step)
    {
        byte[] buffer = new byte[step.Int("size")];
        return TwinJson.Text(Masked(Of(step), buffer.AsSpan(0, Of(step).Receive(buffer, Flags(step)))));
    }

    private JsonArray ReceiveInto(JsonObject step)
    {
        byte[] buffer = new byte[step.Int("size")];
        int count = Of(step).Receive(buffer, Flags(step));
        return [count, TwinJson.Text(Masked(Of(step), buffer.AsSpan(0, Math.Min(count, buffer.Length))))];
    }

    private JsonArray ReceiveFrom(JsonObject step)
    {
        byte[] buffer = new byte[step.Int("size")];
        SocketAddress sender = KernelSocket.NewAddress();
        int count = Of(step).ReceiveFrom(buffer, sender, Flags(step));
        return [TwinJson.Text(Masked(Of(step), buffer.AsSpan(0, count))), TwinAddress.Write(sender)];
    }

    private JsonArray ReceiveMessage(JsonObject step)
    {
        byte[] buffer = new byte[step.Int("size")], control = new byte[step.Int("control")];
        SocketAddress sender = KernelSocket.NewAddress();
        MessageResult result = Of(step).ReceiveMessage(buffer, control, sender, Flags(step));
        JsonArray messages = [];
        foreach (ControlMessage message in new ControlMessages(control.AsSpan(0, result.ControlLength)))
            messages.Add(new JsonArray(message.Level, message.Type, Value(step.Text("on"), message)));
        return [TwinJson.Text(Masked(Of(step), buffer.AsSpan(0, result.Length))), messages, (int)result.Flags, TwinAddress.Write(sender)];
    }

    // A raw IPv4 socket's packet without the identification, which the kernel counts up, and the checksum over it.
    private static Span<byte> Masked(KernelSocket socket, Span<byte> packet)
    {
        if (socket.FamilyNumber != Constants.AF_INET || (int)socket.Type != Constants.SOCK_RAW || packet.Length < 12)
            return packet;
        packet[4..6].Clear();
        packet[10..12].Clear();
        return packet;
    }

    /// <summary>A control message, without what no two runs have in common.</summary>
    private string Value(string name, ControlMessage message)
    {
        ReadOnlySpan<int> numbers = message.Descriptors;
        for (int i = 0; i < numbers.Length; i++)
            _descriptors[$"{name}.{i}"] = numbers[i];
        return message switch
        {
            _ when message.Is(Constants.SOL_SOCKET, Constants.SCM_RIGHTS) => $"{numbers.Length} descriptors",
            { Credentials: { } who } => $"{(who.ProcessId == Environment.ProcessId ? "self" : "other")} {who.UserId} {who.GroupId}",
            _ when message.Is(Constants.SOL_SOCKET, Constants.SCM_CREDENTIALS) => $"{message.Data.Length} bytes of credentials",
            _ when message.Level == Constants.SOL_SOCKET && _times.Contains(message.Type) => $"{message.Data.Length} bytes of time",
            _ => TwinJson.Text(message.Data),
        };
    }

    private int SendMessage(JsonObject step, KernelSocket socket, byte[] data, MessageFlags flags)
    {
        ControlMessageWriter control = new(new byte[1000]);
        foreach (JsonNode? message in step["control"]?.AsArray() ?? [])
            AddTo(ref control, (int)message![0]!, (int)message[1]!, message[2]!);
        SocketAddress? address = step["address"] is { } given ? TwinAddress.Read(given).Serialize() : null;
        return socket.SendMessage(data, control.Written, address, flags);
    }

    private void AddTo(ref ControlMessageWriter control, int level, int type, JsonNode value)
    {
        if (value is JsonArray names)
            control.AddDescriptors([.. names.Select(n => _sockets[(string)n!].Descriptor)]);
        else if (value.GetValueKind() == System.Text.Json.JsonValueKind.Number)
            control.Add(level, type, BytesOf((int)value));
        else if ((string)value! == "credentials")
            control.Add(level, type, [.. BytesOf(Environment.ProcessId), .. BytesOf(0), .. BytesOf(0)]);
        else
            control.Add(level, type, System.Text.Encoding.Latin1.GetBytes((string)value!));
    }

    private static byte[] BytesOf(int value) => MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)).ToArray();

    // How much of a stream's data fits is the buffers' affair.
    private JsonNode Told(JsonObject step, Func<KernelSocket, byte[], MessageFlags, int> send)
    {
        byte[] data = step.Data();
        int count = send(Of(step), data, Flags(step));
        return count > 0 && count < data.Length ? "a part" : count;
    }
}
