using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The shapes that option values have.</summary>
internal static class OptionCodecs
{
    private const int OptionBytes = 40; // RFC 791: 60 bytes of header less 20

    public static readonly OptionCodec<int> Int = new(sizeof(int), WriteInt, ReadInt, s => int.Parse(s, CultureInfo.InvariantCulture), v => v.ToString(CultureInfo.InvariantCulture));

    public static readonly OptionCodec<bool> Flag = new(sizeof(int), (v, b) => WriteInt(v ? 1 : 0, b), b => ReadInt(b) != 0, ParseFlag, v => v ? "1" : "0");

    public static readonly OptionCodec<byte[]> Bytes = new(OptionBytes, WriteBytes, b => b.ToArray(), Convert.FromHexString, Convert.ToHexStringLower);

    public static readonly OptionCodec<string> Text = new(64, (v, b) => Encoding.UTF8.GetBytes(v, b), ReadText, v => v, v => v);

    public static readonly OptionCodec<MulticastInterface> Interface4 = new(Unsafe.SizeOf<MulticastRequest>(), WriteInterface, b => new MulticastInterface(0, new IPAddress(b[..4])), MulticastInterface.Parse, v => v.ToString());

    /// <summary>ICMP_FILTER has 32 bits, ICMP6_FILTER 256.</summary>
    public static OptionCodec<IcmpTypeFilter> TypeFilter(int size) => new(size, (v, b) => v.Write(b, size), b => IcmpTypeFilter.Read(b), IcmpTypeFilter.Parse, v => v.ToString());

    public static OptionCodec<T> Enum<T>()
        where T : struct, Enum => new(sizeof(int), (v, b) => WriteInt(Convert.ToInt32(v, CultureInfo.InvariantCulture), b), b => (T)System.Enum.ToObject(typeof(T), ReadInt(b)), s => System.Enum.Parse<T>(s, ignoreCase: true), v => v.ToString());

    private static int WriteInt(int value, Span<byte> bytes)
    {
        MemoryMarshal.Write(bytes, value);
        return sizeof(int);
    }

    /// <summary>Some options answer with one byte.</summary>
    private static int ReadInt(ReadOnlySpan<byte> bytes) => bytes.Length < sizeof(int) ? bytes[0] : MemoryMarshal.Read<int>(bytes);

    private static bool ParseFlag(string text) => text switch
    {
        "1" or "on" or "true" => true,
        "0" or "off" or "false" => false,
        _ => throw new FormatException($"'{text}' is neither on nor off"),
    };

    private static int WriteBytes(byte[] value, Span<byte> bytes)
    {
        if (value.Length > bytes.Length)
            throw new ArgumentException($"{value.Length} bytes are too many: at most {bytes.Length}", nameof(value));
        value.CopyTo(bytes);
        return value.Length;
    }

    private static string ReadText(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private static int WriteInterface(MulticastInterface value, Span<byte> bytes)
    {
        MemoryMarshal.Write(bytes, new MulticastRequest { imr_address = MembershipCodecs.Word(value.Address), imr_ifindex = value.Index });
        return Unsafe.SizeOf<MulticastRequest>();
    }
}
