using System.Net;
using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Sends a line and shows the answer: upper_case_client.py.</summary>
internal static class UpperCaseClient
{
    public static void Run()
    {
        IPEndPoint ipPort = new(IPAddress.Parse("127.0.0.1"), 9999);
        using KernelSocket c = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Stream);
        c.Connect(ipPort);
        Console.Write(">>: ");
        string sendData = (Console.ReadLine() ?? "").Trim();
        c.Send(Encoding.UTF8.GetBytes(sendData));
        byte[] buffer = new byte[1024];
        int count = c.Receive(buffer);
        Console.WriteLine(Encoding.UTF8.GetString(buffer, 0, count));
    }
}
