using System.Collections;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.SharpPcap.Witness;

/// <summary>A layer while PacketDotNet is asked for its values.</summary>
/// <param name="protocol">Its display-filter name.</param>
/// <param name="offset">Bytes from the start of the frame.</param>
internal sealed class ReadLayer(string protocol, int offset)
{
    private readonly List<WitnessField> _fields = [];

    public WitnessLayer Whole => new(protocol, offset, _fields);

    /// <summary>Asks for a value; that PacketDotNet fails over it is what it says of it.</summary>
    public void Ask(string name, Func<object> read)
    {
        try
        {
            object value = read();
            if (value is IEnumerable list and not (string or byte[])) foreach (object one in list.Cast<object>().ToArray()) Add(name, one);
            else Add(name, value);
        }
        catch (Exception failure) when (Refusal.Is(failure))
        {
            Add(name, Refusal.Of(failure));
        }
    }

    private void Add(string name, object value) => _fields.Add(new(name, TextOf(value), offset));

    // As Wireshark writes it; addresses by our own writer, since .NET's has another form for some of IPv6.
    private static string TextOf(object value) => value switch
    {
        bool flag => flag ? "1" : "0",
        long number => number.ToString(CultureInfo.InvariantCulture),
        IPAddress { AddressFamily: AddressFamily.InterNetworkV6 } address => Ipv6Address.From(address).ToString(),
        PhysicalAddress address => Digits(address.GetAddressBytes()),
        byte[] bytes => Digits(bytes),
        _ => value.ToString() ?? string.Empty,
    };

    private static string Digits(byte[] bytes) => bytes.Length == 6 ? MacAddress.From(bytes).ToString() : Convert.ToHexStringLower(bytes);
}
