using System.Net;
using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Answers each datagram to its sender, in upper case: udp_server.py.</summary>
internal static class UdpServer
{
    public static void Run()
    {
        using KernelSocket server = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Dgram);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 8888));
        byte[] buffer = new byte[1024];
        while (true)
        {
            int count = server.ReceiveFrom(buffer, out EndPoint? address);
            string data = Encoding.UTF8.GetString(buffer, 0, count);
            Console.WriteLine($"from {((IPEndPoint)address!).Address} {data}");
            server.SendTo(Encoding.UTF8.GetBytes(data.ToUpperInvariant()), address);
        }
    }
}
