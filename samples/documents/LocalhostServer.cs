using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Answers one client of localhost in upper case: localhost_server.py.</summary>
internal static class LocalhostServer
{
    public static void Run()
    {
        using KernelSocket server = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Stream);
        server.Bind("localhost", 6565);
        server.Listen();
        using KernelSocket conn = server.Accept();
        byte[] buffer = new byte[1024];
        int count = conn.Receive(buffer);
        string data = Encoding.UTF8.GetString(buffer, 0, count);
        Console.WriteLine($"recv: b'{data}'");
        conn.Send(Encoding.UTF8.GetBytes(data.ToUpperInvariant()));
    }
}
