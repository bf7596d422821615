using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Greets the server of a socket file and shows its answer: unix_client.py.</summary>
internal static class UnixClient
{
    public static void Run(string path)
    {
        using KernelSocket client = KernelSocket.Open(AddressFamily.Unix, SocketType.Stream);
        client.Connect(new UnixDomainSocketEndPoint(path));
        client.SendAll("hello unix"u8);
        byte[] buffer = new byte[1024];
        int count = client.Receive(buffer);
        Console.WriteLine($"recv: b'{Encoding.UTF8.GetString(buffer, 0, count)}'");
    }
}
