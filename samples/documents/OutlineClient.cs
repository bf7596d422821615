using System.Net;
using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Sends each line of standard input and shows what comes back: outline_client.py.</summary>
internal static class OutlineClient
{
    public static void Run()
    {
        using KernelSocket cs = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Stream);
        cs.Connect(new IPEndPoint(IPAddress.Loopback, 6000));
        byte[] data = new byte[1024];
        while (Console.ReadLine() is { } line)
        {
            cs.Send(Encoding.UTF8.GetBytes(line.Trim()));
            int count = cs.Receive(data);
            Console.WriteLine(Encoding.UTF8.GetString(data, 0, count));
        }
    }
}
