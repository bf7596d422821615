using System.Net.Sockets;
using System.Text;
using RawNet.Sockets;

namespace Documents;

/// <summary>Greets the server of localhost and shows its answer: localhost_client.py.</summary>
internal static class LocalhostClient
{
    public static void Run()
    {
        using KernelSocket client = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Stream);
        client.Connect("localhost", 6565);
        client.Send("hello world!"u8);
        byte[] buffer = new byte[1024];
        int count = client.Receive(buffer);
        Console.WriteLine($"recv: b'{Encoding.UTF8.GetString(buffer, 0, count)}'");
    }
}
