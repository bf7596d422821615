using System.Globalization;
using System.Net;
using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>What the meaning of an option's bytes depends on.</summary>
/// <param name="Order">Of the section.</param>
/// <param name="Interface">The one that the block is about, for its unit of time; null when there is none.</param>
internal readonly record struct OptionContext(ByteOrder Order, CaptureInterface? Interface);

/// <summary>Reads the value of an option; null when its length is not one that the option can have.</summary>
internal delegate BlockValue? OptionForm(ReadOnlySpan<byte> value, OptionContext context);

/// <summary>The forms that option values have (draft-ietf-opsawg-pcapng, 3.5 and 4).</summary>
internal static class OptionForms
{
    private const int AddressSize4 = 4;
    private const int AddressSize6 = 16;

    internal static BlockValue? Text(ReadOnlySpan<byte> value, OptionContext context) => BlockValue.Of(Utf8(value));

    internal static BlockValue? U8(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == sizeof(byte) ? BlockValue.Of((ulong)value[0]) : null;

    internal static BlockValue? U32(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == sizeof(uint) ? BlockValue.Of((ulong)context.Order.U32(value)) : null;

    internal static BlockValue? U64(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == sizeof(ulong) ? BlockValue.Of(context.Order.U64(value)) : null;

    internal static BlockValue? S32(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == sizeof(int) ? BlockValue.Of((long)(int)context.Order.U32(value)) : null;

    internal static BlockValue? S64(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == sizeof(long) ? BlockValue.Of((long)context.Order.U64(value)) : null;

    /// <summary>An address in wire order; its length tells the family.</summary>
    internal static BlockValue? Address(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length is AddressSize4 or AddressSize6 ? BlockValue.Of(Ip(value)) : null;

    internal static BlockValue? AddressAndMask(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == 2 * AddressSize4 ? BlockValue.Of($"{Ip(value[..AddressSize4])}/{Ip(value[AddressSize4..])}") : null;

    internal static BlockValue? AddressAndPrefix(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == AddressSize6 + 1
            ? BlockValue.Of(string.Create(CultureInfo.InvariantCulture, $"{Ip(value[..AddressSize6])}/{value[AddressSize6]}"))
            : null;

    internal static BlockValue? Mac(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == 6 ? BlockValue.Of(Colons(value)) : null;

    internal static BlockValue? Eui(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == 8 ? BlockValue.Of(Colons(value)) : null;

    internal static BlockValue? Resolution(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length == 1 ? BlockValue.Of(new TimeResolution(value[0]).ToString()) : null;

    /// <summary>if_filter: code 0 is a libpcap string, 1 BPF instructions.</summary>
    internal static BlockValue? CaptureFilter(ReadOnlySpan<byte> value, OptionContext context) => value switch
    {
        [] => null,
        [0, .. var it] => BlockValue.Of(Utf8(it)),
        [1, .. var it] => BlockValue.Of($"bpf {Hex(it)}"),
        [var code, .. var it] => BlockValue.Of(string.Create(CultureInfo.InvariantCulture, $"code {code} {Hex(it)}")),
    };

    /// <summary>A time is two 32-bit halves, the upper one first in both orders.</summary>
    internal static BlockValue? Time(ReadOnlySpan<byte> value, OptionContext context)
    {
        if (value.Length != sizeof(ulong))
            return null;
        ulong units = ((ulong)context.Order.U32(value) << 32) | context.Order.U32(value[4..]);
        return context.Interface?.TimeOf(units) is { } time ? BlockValue.OfTime(time) : null;
    }

    internal static BlockValue? ProcessAndThread(ReadOnlySpan<byte> value, OptionContext context) => value.Length == 8
        ? BlockValue.Of(
            string.Create(CultureInfo.InvariantCulture, $"process {context.Order.U32(value)} thread {context.Order.U32(value[4..])}"))
        : null;

    /// <summary>One byte that names an algorithm, then what it came to.</summary>
    internal static BlockValue? Hash(ReadOnlySpan<byte> value, OptionContext context) =>
        Named(value, ["2s-complement", "xor", "crc32", "md5", "sha1", "toeplitz"], "algorithm");

    /// <summary>One byte that names who decided, then what.</summary>
    internal static BlockValue? Verdict(ReadOnlySpan<byte> value, OptionContext context) =>
        Named(value, ["hardware", "linux-ebpf-tc", "linux-ebpf-xdp"], "type");

    internal static BlockValue? CustomText(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length < sizeof(uint) ? null : BlockValue.Of($"{Enterprise(value, context)} {Utf8(value[4..])}");

    internal static BlockValue? CustomBytes(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length < sizeof(uint) ? null : BlockValue.Of($"{Enterprise(value, context)} hex:{Hex(value[4..])}");

    /// <summary>nrb_record_ipv4 and ipv6: an address, then names, each ended by a zero byte.</summary>
    internal static BlockValue? NamesOf4(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length < AddressSize4 ? null : BlockValue.Of($"{Ip(value[..AddressSize4])}{Names(value[AddressSize4..])}");

    internal static BlockValue? NamesOf6(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length < AddressSize6 ? null : BlockValue.Of($"{Ip(value[..AddressSize6])}{Names(value[AddressSize6..])}");

    internal static BlockValue? NamesOfMac(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length < 6 ? null : BlockValue.Of($"{Colons(value[..6])}{Names(value[6..])}");

    internal static BlockValue? NamesOfEui(ReadOnlySpan<byte> value, OptionContext context) =>
        value.Length < 8 ? null : BlockValue.Of($"{Colons(value[..8])}{Names(value[8..])}");

    private static BlockValue? Named(ReadOnlySpan<byte> value, string[] names, string other)
    {
        if (value.IsEmpty)
            return null;
        string name = value[0] < names.Length ? names[value[0]] : string.Create(CultureInfo.InvariantCulture, $"{other} {value[0]}");
        return BlockValue.Of($"{name} {Hex(value[1..])}");
    }

    private static string Names(ReadOnlySpan<byte> value) =>
        string.Concat(Utf8(value).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(name => $" {name}"));

    private static string Enterprise(ReadOnlySpan<byte> value, OptionContext context) =>
        context.Order.U32(value).ToString(CultureInfo.InvariantCulture);

    private static string Utf8(ReadOnlySpan<byte> value) => NativeText.Of(value);

    private static string Ip(ReadOnlySpan<byte> value) => new IPAddress(value).ToString();

    private static string Hex(ReadOnlySpan<byte> value) => Convert.ToHexStringLower(value);

    private static string Colons(ReadOnlySpan<byte> value) =>
        string.Join(':', value.ToArray().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
