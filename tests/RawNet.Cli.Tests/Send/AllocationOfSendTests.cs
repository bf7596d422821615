using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Sending;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Send;
using RawNet.Sockets;

namespace RawNet.Cli.Tests.Send;

[SupportedOSPlatform("linux")]
public class AllocationOfSendTests(SendLab lab) : IClassFixture<SendLab>
{
    [Theory]
    [InlineData("Raw")]
    [InlineData("Ip")]
    [InlineData("Packet")]
    public void APacketSentAgainAllocatesNothing(string via)
    {
        long few = 0, many = 0;
        lab.A.Run(() =>
        {
            Send(Enum.Parse<SendMethod>(via), 2000); // warms up
            few = Send(Enum.Parse<SendMethod>(via), 1000);
            many = Send(Enum.Parse<SendMethod>(via), 5000);
        });
        Assert.Equal(few, many);
    }

    private long Send(SendMethod via, long count)
    {
        string ip = $"ip dst={lab.B.Address} / udp srcport=5 dstport=7778 / data text:hello";
        var choice = new InterfaceChoice(Link.ByName("va"), null);
        var plan = new SendPlan(
            PacketsToSend.Of(ExpressionArgument.Read(via == SendMethod.Packet ? $"eth dst=02:00:00:00:00:02 / {ip}" : ip)),
            via, choice, count, 0, null, false);
        using var addressing = new Addressing(choice);
        using PacketSender outlet = via switch
        {
            SendMethod.Raw => new RawSender(choice, addressing, NullLogger.Instance),
            SendMethod.Ip => new KernelHeaderSender(choice, addressing, [], NullLogger.Instance),
            _ => new FrameSender(choice.Link, NullLogger.Instance),
        };
        using var stop = new StopSignal();
        using var text = new StringWriter();
        using var results = new ResultStream(Stream.Null);
        var ending = new Ending(new Invocation(results, TextWriter.Null, text));
        long before = GC.GetAllocatedBytesForCurrentThread();
        new SendRun(plan, outlet, addressing, null, new SendText(TextWriter.Null, true, text.WriteLine), stop, text.WriteLine).Run(ending);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(ExitCode.Good, ending.Status);
        return allocated;
    }
}
