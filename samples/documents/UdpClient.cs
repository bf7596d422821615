using System.Net;
using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Sends a datagram without a connection and waits 5 s for the answer: udp_client.py.</summary>
internal static class UdpClient
{
    public static void Run()
    {
        using KernelSocket client = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Dgram);
        client.Timeout = TimeSpan.FromSeconds(5);
        client.SendTo("hello"u8, "localhost", 8888);
        byte[] buffer = new byte[1024];
        int count = client.ReceiveFrom(buffer, out EndPoint? address);
        IPEndPoint server = (IPEndPoint)address!;
        Console.WriteLine($"{server.Address} {server.Port} {Encoding.UTF8.GetString(buffer, 0, count)}");
    }
}
