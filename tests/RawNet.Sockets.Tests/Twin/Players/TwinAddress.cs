using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RawNet.Wire;

namespace RawNet.Sockets.Tests.Twin.Players;

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
            "can" => new CanEndPoint(IndexOf((string)parts[1]!), 0),
            "tipc" => TipcOf([.. parts.Skip(1).Select(p => uint.Parse(p!.ToJsonString(), CultureInfo.InvariantCulture))]),
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
        CanEndPoint a => new JsonArray("can", NameOf(a.InterfaceIndex)),
        TipcEndPoint a => TipcOf(a.Serialize().Buffer.Span),
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

    private const int ServiceAddress = 2, SocketAddressOfTipc = 3;

    // struct sockaddr_tipc: family, kind of address, scope, three numbers. Of a socket's address, Python tells the second one first.
    private static EndPoint TipcOf(ReadOnlySpan<uint> numbers)
    {
        SocketAddress address = new(System.Net.Sockets.AddressFamily.Unspecified, 16);
        Span<byte> bytes = address.Buffer.Span;
        BitConverter.TryWriteBytes(bytes, (ushort)Linux.Constants.AF_TIPC);
        (bytes[2], bytes[3]) = ((byte)numbers[0], numbers.Length > 4 ? (byte)numbers[4] : (byte)2);
        (uint first, uint second) = numbers[0] == SocketAddressOfTipc ? (numbers[2], numbers[1]) : (numbers[1], numbers[2]);
        BitConverter.TryWriteBytes(bytes[4..], first);
        BitConverter.TryWriteBytes(bytes[8..], second);
        BitConverter.TryWriteBytes(bytes[12..], numbers[3]);
        return new TipcEndPoint(0, 0).Create(address);
    }

    // As Python tells them: a service address with its instance twice, a socket's with 0 behind it.
    private static JsonArray TipcOf(ReadOnlySpan<byte> bytes)
    {
        uint first = BitConverter.ToUInt32(bytes[4..]);
        uint second = BitConverter.ToUInt32(bytes[8..]), third = BitConverter.ToUInt32(bytes[12..]);
        return bytes[2] switch
        {
            ServiceAddress => new("tipc", ServiceAddress, first, second, second, (int)bytes[3]),
            SocketAddressOfTipc => new("tipc", SocketAddressOfTipc, second, first, 0, (int)bytes[3]),
            var range => new("tipc", (int)range, first, second, third, (int)bytes[3]),
        };
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
