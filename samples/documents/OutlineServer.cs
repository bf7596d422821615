using System.Net;
using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Talks to one client after the other, as long as each has something to say: outline_server.py.</summary>
internal static class OutlineServer
{
    public static void Run()
    {
        using KernelSocket ss = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Stream);
        ss.Bind(new IPEndPoint(IPAddress.Loopback, 6000));
        ss.Listen();
        byte[] data = new byte[1024];
        while (true)
        {
            using KernelSocket cs = ss.Accept();
            while (cs.Receive(data) is > 0 and int count)
            {
                Console.WriteLine(Encoding.UTF8.GetString(data, 0, count));
                cs.Send(data.AsSpan(0, count));
            }
        }
    }
}
