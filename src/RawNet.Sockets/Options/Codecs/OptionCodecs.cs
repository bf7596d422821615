using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>The shapes that option values have.</summary>
internal static class OptionCodecs
{
    public const int HeaderOptionBytes = 40; // RFC 791: 60 bytes of header less 20

    public static readonly OptionCodec<int> Int = new(sizeof(int), WriteInt, ReadInt, NumberText.Whole,
        v => v.ToString(CultureInfo.InvariantCulture))
    {
        Shape = "int"
    };

    public static readonly OptionCodec<bool> Flag = new(sizeof(int),
        (v, b) => WriteInt(v ? 1 : 0, b), b => ReadInt(b) != 0, ParseFlag, v => v ? "1" : "0")
    {
        Shape = "0 or 1"
    };

    public static readonly OptionCodec<string> Text = new(64, (v, b) => WriteBytes(NativeText.BytesOf(v), b), ReadText, v => v, v => v)
    {
        Shape = "text"
    };

    /// <summary>struct linger, whole seconds.</summary>
    public static readonly OptionCodec<TimeSpan?> Linger = new(Unsafe.SizeOf<LingerTime>(), WriteLinger, ReadLinger,
        s => s == "off" ? null : NumberText.Seconds(s, TimeSpan.FromSeconds(1)), v => v is { } time ? SecondsOf(time) : "off")
    {
        Shape = "off or seconds"
    };

    /// <summary>struct timeval, microseconds.</summary>
    public static readonly OptionCodec<TimeSpan> Time = new(Unsafe.SizeOf<TimeValue>(), WriteTime, ReadTime,
        s => NumberText.Seconds(s, TimeSpan.FromMicroseconds(1)), SecondsOf)
    {
        Shape = "seconds"
    };

    public static readonly OptionCodec<PeerCredentials> Credentials = ReadOnly(Unsafe.SizeOf<ProcessCredentials>(),
        ReadCredentials, "ucred");

    /// <summary>ip6_mtuinfo without its address.</summary>
    public static readonly OptionCodec<int> PathMtu = ReadOnly(Unsafe.SizeOf<PathMtuInfo>(),
        b => (int)MemoryMarshal.Read<PathMtuInfo>(b).ip6m_mtu, "int");

    public static OptionCodec<byte[]> Bytes(int size) =>
        new(size, WriteBytes, b => b.ToArray(), Convert.FromHexString, Convert.ToHexStringLower) { Shape = "hex" };

    /// <summary>ICMP_FILTER has 32 bits, ICMP6_FILTER 256.</summary>
    public static OptionCodec<IcmpTypeFilter> TypeFilter(int size) => new(size,
        (v, b) => v.Write(b, size), b => IcmpTypeFilter.Read(b), IcmpTypeFilter.Parse, v => v.ToString())
    {
        Shape = "types that pass"
    };

    public static OptionCodec<T> Enum<T>()
        where T : struct, Enum => new(sizeof(int), (v, b) => WriteInt(Convert.ToInt32(v, CultureInfo.InvariantCulture), b),
            b => (T)System.Enum.ToObject(typeof(T), ReadInt(b)), s => System.Enum.Parse<T>(s, ignoreCase: true), v => v.ToString())
        {
            Shape = string.Join(", ", System.Enum.GetNames<T>())
        };

    private static OptionCodec<T> ReadOnly<T>(int size, ReadOption<T> read, string shape) => new(
        size,
        (_, _) => throw new NotSupportedException("this option is only read"),
        read,
        _ => throw new FormatException("this option is only read"),
        v => v?.ToString() ?? "")
    { Shape = shape };

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

    private static string SecondsOf(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    // What is shorter than the structure's unit stays above 0, which would mean another thing.
    private static int WriteLinger(TimeSpan? value, Span<byte> bytes)
    {
        MemoryMarshal.Write(bytes,
            new LingerTime { l_onoff = value is null ? 0 : 1, l_linger = (int)Math.Ceiling(value?.TotalSeconds ?? 0) });
        return Unsafe.SizeOf<LingerTime>();
    }

    private static TimeSpan? ReadLinger(ReadOnlySpan<byte> bytes)
    {
        LingerTime linger = MemoryMarshal.Read<LingerTime>(bytes);
        return linger.l_onoff == 0 ? null : TimeSpan.FromSeconds(linger.l_linger);
    }

    private static int WriteTime(TimeSpan value, Span<byte> bytes)
    {
        (long seconds, long microseconds) = Math.DivRem(
            (value.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond, 1_000_000);
        MemoryMarshal.Write(bytes, new TimeValue { tv_sec = seconds, tv_usec = microseconds });
        return Unsafe.SizeOf<TimeValue>();
    }

    private static TimeSpan ReadTime(ReadOnlySpan<byte> bytes)
    {
        TimeValue time = MemoryMarshal.Read<TimeValue>(bytes);
        return new TimeSpan(time.tv_sec * TimeSpan.TicksPerSecond + time.tv_usec * TimeSpan.TicksPerMicrosecond);
    }

    private static PeerCredentials ReadCredentials(ReadOnlySpan<byte> bytes)
    {
        ProcessCredentials peer = MemoryMarshal.Read<ProcessCredentials>(bytes);
        return new PeerCredentials(peer.pid, peer.uid, peer.gid);
    }

    private static int WriteBytes(byte[] value, Span<byte> bytes)
    {
        if (value.Length > bytes.Length)
            throw new FormatException($"{value.Length} bytes are too many: at most {bytes.Length}");
        value.CopyTo(bytes);
        return value.Length;
    }

    private static string ReadText(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return NativeText.Of(end < 0 ? bytes : bytes[..end]);
    }
}
