using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Answers one client of a socket file in upper case: unix_server.py.</summary>
internal static class UnixServer
{
    public static void Run(string path)
    {
        using KernelSocket server = KernelSocket.Open(AddressFamily.Unix, SocketType.Stream);
        server.Bind(new UnixDomainSocketEndPoint(path));
        server.Listen();
        using KernelSocket conn = server.Accept();
        byte[] buffer = new byte[1024];
        int count = conn.Receive(buffer);
        string data = Encoding.UTF8.GetString(buffer, 0, count);
        Console.WriteLine($"recv: b'{data}'");
        conn.SendAll(Encoding.UTF8.GetBytes(data.ToUpperInvariant()));
        File.Delete(path);
    }
}
