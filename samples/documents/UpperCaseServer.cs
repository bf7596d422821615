using System.Net;
using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Sends back in upper case what each client says: upper_case_server.py.</summary>
internal static class UpperCaseServer
{
    public static void Run()
    {
        IPEndPoint ipPort = new(IPAddress.Parse("127.0.0.1"), 9999);
        using KernelSocket s = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Stream);
        s.Bind(ipPort);
        s.Listen(5);
        while (true)
        {
            Console.WriteLine("listening...");
            using KernelSocket conn = s.Accept();
            EndPoint addr = conn.PeerEndPoint;
            Console.WriteLine($"{conn.LocalEndPoint} {conn.PeerEndPoint} {addr}");
            byte[] buffer = new byte[1024];
            int count = conn.Receive(buffer);
            string recvData = Encoding.UTF8.GetString(buffer, 0, count);
            Console.WriteLine(recvData);
            byte[] sendData = Encoding.UTF8.GetBytes(recvData.ToUpperInvariant());
            conn.Send(sendData);
        }
    }
}
