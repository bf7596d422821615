using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RawNet.Wire;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>Addresses as both players write them, each with its family before it.</summary>
internal static class TwinAddress
{
    public static EndPoint Read(JsonNode address)
    {
        JsonArray parts = address.AsArray();
        return (string)parts[0]! switch
        {
            "inet" => new IPEndPoint(IPAddress.Parse((string)parts[1]!), (int)parts[2]!),
            "inet6" => new IPEndPoint(new IPAddress(IPAddress.Parse((string)parts[1]!).GetAddressBytes(),
                long.Parse(parts[4]!.ToJsonString(), CultureInfo.InvariantCulture)), (int)parts[2]!),
            "unix" => new UnixEndPoint(NativeText.Of(Encoding.Latin1.GetBytes((string)parts[1]!))),
            "packet" => new LinkEndPoint(IndexOf((string)parts[1]!), (ushort)(int)parts[2]!,
                parts.Count > 3 ? Convert.FromHexString((string)parts[^1]!) : []),
            var family => throw new NotSupportedException(family),
        };
    }

    public static JsonNode? Write(EndPoint? address) => address switch
    {
        null => null,
        IPEndPoint { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } a =>
            new JsonArray("inet", a.Address.ToString(), a.Port),
        IPEndPoint a => new JsonArray("inet6", new IPAddress(a.Address.GetAddressBytes()).ToString(), a.Port, 0, a.Address.ScopeId),
        UnixEndPoint a => new JsonArray("unix", TwinJson.Text(NameOf(a))),
        LinkEndPoint a => new JsonArray("packet", NameOf(a.InterfaceIndex), (int)a.EtherType,
            Convert.ToHexStringLower(a.HardwareAddress.Span)),
        _ => address.ToString(),
    };

    /// <summary>A sender, of whom AF_PACKET tells the kind of hardware and of frame too: sockaddr_ll, after its address.</summary>
    public static JsonNode? Write(SocketAddress sender)
    {
        JsonNode? address = Write(KernelSocket.EndPointOf(sender));
        if (address is JsonArray array && (string)array[0]! == "packet")
        {
            array.Insert(3, BitConverter.ToUInt16(sender.Buffer.Span[8..]));
            array.Insert(3, sender.Buffer.Span[10]);
        }
        return address;
    }

    // The bytes of sun_path: what stands behind the family.
    private static ReadOnlySpan<byte> NameOf(UnixEndPoint address)
    {
        Span<byte> name = address.Serialize().Buffer.Span[sizeof(ushort)..];
        return name is [not 0, ..] ? name[..^1] : name;
    }

    private static string NameOf(int index) => index == 0 ? "" : Link.ByIndex(index).Name;

    private static int IndexOf(string name) => Link.All().FirstOrDefault(l => l.Name == name)?.Index
        ?? throw new PlayerRefusal(19); // ENODEV, as Python's own look-up says
}

/// <summary>What Python finds out before the system call, and so here the player.</summary>
internal sealed class PlayerRefusal(int number) : Exception
{
    public int Number => number;
}
