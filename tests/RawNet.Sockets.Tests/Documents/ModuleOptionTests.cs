using System.Buffers.Binary;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>Options and addresses of the families that are modules of most kernels; can(4)'s, vm_sockets(7)'s and RDS's numbers.</summary>
[Trait("kernel", "modules")]
public class ModuleOptionTests
{
    private const int Vsock = 40;
    private const int CanRawLevel = 101, CanFilter = 1, CanLoopback = 3; // linux/can/raw.h

    [Fact]
    public void CanIsBoundToEveryInterface()
    {
        using KernelSocket socket = Modules.Open(Constants.AF_CAN, Constants.SOCK_RAW, Constants.CAN_RAW);
        socket.Bind(new CanEndPoint(0, 0));
        Assert.Equal(0, Assert.IsType<CanEndPoint>(socket.LocalEndPoint).InterfaceIndex);
    }

    [Fact]
    public void CanTakesAFilterAndSaysWhetherItHearsItself()
    {
        using KernelSocket socket = Modules.Open(Constants.AF_CAN, Constants.SOCK_RAW, Constants.CAN_RAW);
        byte[] filter = [0, 2, 0, 0, 0, 7, 0, 0], found = new byte[8]; // struct can_filter: identifier 0x200, mask 0x700
        socket.SetOption(CanRawLevel, CanFilter, filter);
        Assert.Equal(8, socket.GetOption(CanRawLevel, CanFilter, found));
        Assert.Equal(filter, found);
        foreach (int loopback in (int[])[0, 1])
        {
            socket.SetOption(CanRawLevel, CanLoopback, loopback);
            Assert.Equal(loopback, socket.GetOption(CanRawLevel, CanLoopback));
        }
    }

    [Fact]
    public void RdsTakesTheSizesOfItsBuffers()
    {
        const int size = 16_384;
        using KernelSocket socket = Modules.Open(Constants.AF_RDS, Constants.SOCK_SEQPACKET);
        socket.Set(GeneralOption.ReceiveBuffer, size);
        socket.Set(GeneralOption.SendBuffer, size);
        Assert.Equal((2 * size, 2 * size), (socket.Get(GeneralOption.ReceiveBuffer), socket.Get(GeneralOption.SendBuffer))); // socket(7)
    }

    [Fact]
    public void VsockTakesTheSizesOfItsBuffer()
    {
        using KernelSocket socket = Modules.Open(Vsock, Constants.SOCK_STREAM);
        foreach (int option in (int[])[2, 0, 1]) // the greatest, the size and the least, of 64 bits each
        {
            byte[] value = new byte[8];
            Assert.Equal(8, socket.GetOption(Vsock, option, value));
            ulong wished = 2 * BinaryPrimitives.ReadUInt64LittleEndian(value);
            BinaryPrimitives.WriteUInt64LittleEndian(value, wished);
            socket.SetOption(Vsock, option, value);
            Assert.Equal(8, socket.GetOption(Vsock, option, value));
            Assert.Equal(wished, BinaryPrimitives.ReadUInt64LittleEndian(value));
        }
    }
}
