using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>Questions to the kernel's routing tables (rtnetlink(7)), as many as wanted over one socket, in the network namespace
/// of the thread that opens it.</summary>
internal sealed class NetlinkQuery : IDisposable
{
    private const int Alignment = 4;
    private const int BufferLength = 1 << 16;
    private static readonly int _headerLength = Unsafe.SizeOf<NetlinkHeader>();
    private readonly SafeDescriptor _socket = new(Opened());
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferLength);

    /// <summary>Called with the payload of each answer.</summary>
    public delegate void Answer(ReadOnlySpan<byte> payload);

    /// <summary>One question over a socket of its own.</summary>
    /// <inheritdoc cref="Put"/>
    public static void Ask(string operation, string subject, int kind, int flags, ReadOnlySpan<byte> request, Answer answer)
    {
        using NetlinkQuery query = new();
        query.Put(operation, subject, kind, flags, request, answer);
    }

    /// <summary>Asks and reads until the answer is whole.</summary>
    /// <param name="operation">For the exception: the question by name.</param>
    /// <param name="subject">For the exception: what it is about.</param>
    /// <param name="kind">RTM_GETLINK ...</param>
    /// <param name="flags">NLM_F_DUMP for lists, 0 for one answer.</param>
    /// <param name="request">The message behind the netlink header, attributes included.</param>
    /// <param name="answer">Called for each answer.</param>
    public void Put(string operation, string subject, int kind, int flags, ReadOnlySpan<byte> request, Answer answer)
    {
        byte[] message = new byte[_headerLength + request.Length];
        MemoryMarshal.Write(message, new NetlinkHeader
        {
            nlmsg_len = (uint)message.Length,
            nlmsg_type = (ushort)kind,
            nlmsg_flags = (ushort)(Constants.NLM_F_REQUEST | flags),
            nlmsg_seq = 1
        });
        request.CopyTo(message.AsSpan(_headerLength));
        SystemCall.Checked(MessageCalls.Send(_socket, message, []), operation, subject);
        bool more = true;
        while (more)
        {
            Received received = MessageCalls.Receive(_socket, _buffer, [], [], 0);
            SystemCall.Checked(received.Count, operation, subject);
            more = Read(_buffer.AsSpan(0, received.Count), operation, subject, answer) && flags != 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>Appends an attribute (rtattr) to a request.</summary>
    public static byte[] Attribute(int type, ReadOnlySpan<byte> value)
    {
        byte[] attribute = new byte[Aligned(Unsafe.SizeOf<RouteAttribute>() + value.Length)];
        MemoryMarshal.Write(attribute,
            new RouteAttribute { rta_len = (ushort)(Unsafe.SizeOf<RouteAttribute>() + value.Length), rta_type = (ushort)type });
        value.CopyTo(attribute.AsSpan(Unsafe.SizeOf<RouteAttribute>()));
        return attribute;
    }

    /// <summary>The value of the first attribute of a type, empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> attributes, int type)
    {
        while (attributes.Length >= Unsafe.SizeOf<RouteAttribute>())
        {
            RouteAttribute header = MemoryMarshal.Read<RouteAttribute>(attributes);
            if (header.rta_len < Unsafe.SizeOf<RouteAttribute>() || header.rta_len > attributes.Length)
                break;
            if (header.rta_type == type)
                return attributes[Unsafe.SizeOf<RouteAttribute>()..header.rta_len];
            attributes = attributes[Math.Min(Aligned(header.rta_len), attributes.Length)..];
        }
        return [];
    }

    private static int Opened() => SystemCall.Checked(
        OpenCalls.Open(Constants.AF_NETLINK, Constants.SOCK_RAW, Constants.NETLINK_ROUTE), "socket(AF_NETLINK, SOCK_RAW, 0)");

    /// <summary>False when the answer is whole.</summary>
    private static bool Read(ReadOnlySpan<byte> messages, string operation, string subject, Answer answer)
    {
        while (messages.Length >= _headerLength)
        {
            NetlinkHeader header = MemoryMarshal.Read<NetlinkHeader>(messages);
            ReadOnlySpan<byte> payload = messages[_headerLength..(int)header.nlmsg_len];
            if (header.nlmsg_type == Constants.NLMSG_DONE)
                return false;
            if (header.nlmsg_type == Constants.NLMSG_ERROR)
                SystemCall.Checked(BinaryPrimitives.ReadInt32LittleEndian(payload), operation, subject);
            else
                answer(payload);
            messages = messages[Math.Min(Aligned((int)header.nlmsg_len), messages.Length)..];
        }
        return true;
    }

    private static int Aligned(int length) => (length + Alignment - 1) & -Alignment;
}
