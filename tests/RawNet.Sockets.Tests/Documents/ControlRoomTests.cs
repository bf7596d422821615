using System.Buffers.Binary;
using System.Globalization;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>The room of a control message; Python has the compiler's CMSG_SPACE and CMSG_LEN.</summary>
public class ControlRoomTests
{
    private const string Program = "import socket\nfor n in range(257): print(socket.CMSG_SPACE(n), socket.CMSG_LEN(n))";

    [Fact]
    public void TheRoomOfAControlMessageIsTheCompilersMacro()
    {
        Assert.SkipWhen(Requirements.Programs("python3") is not null, Peer.Missing("python3"));
        IReadOnlyList<string> python = Peer.Run("python3", ["-c", Program]).Succeeded().Lines;
        Assert.Equal(257, python.Count);
        Assert.Equal(python, Enumerable.Range(0, python.Count).Select(Ours));
    }

    private static string Ours(int data)
    {
        ControlMessageWriter writer = new(new byte[1000]);
        writer.Add(1, 1, new byte[data]);
        Assert.Equal(ControlMessages.Space(data), writer.Written.Length);
        return string.Create(CultureInfo.InvariantCulture,
            $"{ControlMessages.Space(data)} {BinaryPrimitives.ReadInt64LittleEndian(writer.Written)}");
    }
}
