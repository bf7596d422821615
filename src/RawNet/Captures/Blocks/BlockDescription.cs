using System.Globalization;

namespace RawNet.Captures;

/// <summary>What a value of a block is, so that a reader of JSON gets numbers as numbers.</summary>
public enum BlockValueKind
{
    /// <summary>For people: a string of the file, an address, words.</summary>
    Text,

    /// <summary>A whole number, signed, of up to 64 bits.</summary>
    Number,

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z, the interface's unit and offset already applied.</summary>
    Time,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>Bytes without a known meaning, or of a length that the meaning does not have, in hexadecimal digits.</summary>
    Bytes,
}

/// <summary>One value of a block.</summary>
/// <param name="Kind">How <paramref name="Text"/> is to be taken.</param>
/// <param name="Text">Numbers in decimal. What the file holds as text is not escaped.</param>
public readonly record struct BlockValue(BlockValueKind Kind, string Text)
{
    internal static BlockValue Of(string text) => new(BlockValueKind.Text, text);

    internal static BlockValue Of(ulong number) => new(BlockValueKind.Number, number.ToString(CultureInfo.InvariantCulture));

    internal static BlockValue Of(long number) => new(BlockValueKind.Number, number.ToString(CultureInfo.InvariantCulture));

    internal static BlockValue Of(bool flag) => new(BlockValueKind.Flag, flag ? "true" : "false");

    internal static BlockValue Of(ReadOnlySpan<byte> bytes) => new(BlockValueKind.Bytes, Convert.ToHexStringLower(bytes));

    internal static BlockValue OfTime(Int128 nanoseconds) => new(BlockValueKind.Time, nanoseconds.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A field of the fixed part of a block.</summary>
/// <param name="Name">For example <c>interface.snaplen</c>; Wireshark's where it has one.</param>
/// <param name="Value">What stands there.</param>
public readonly record struct BlockField(string Name, BlockValue Value);

/// <summary>An option, or a record of a Name Resolution Block.</summary>
/// <param name="Code">As stored.</param>
/// <param name="Name">The draft's, for example <c>if_name</c>; null for a code that it does not define in this block.</param>
/// <param name="Value">Bytes when the code is not known or the length does not fit to it.</param>
public readonly record struct BlockOption(ushort Code, string? Name, BlockValue Value)
{
    /// <summary>Why it does not count, as a clause: its length, or one of its kind before it; null when it does.</summary>
    public string? Ignored { get; init; }
}

/// <summary>What one block says, in the order of its bytes. Packet bytes and secrets are not in it, only their lengths.</summary>
/// <param name="Type">As stored.</param>
/// <param name="Name">The draft's, without the word Block; <c>Unknown</c> for other types.</param>
/// <param name="Fields">The fixed part; of an unknown block its body.</param>
/// <param name="Records">Of a Name Resolution Block, without its end.</param>
/// <param name="Options">Without opt_endofopt.</param>
public sealed record BlockDescription(BlockType Type, string Name, IReadOnlyList<BlockField> Fields,
    IReadOnlyList<BlockOption> Records, IReadOnlyList<BlockOption> Options)
{
    /// <summary>What of the block contradicts its length; null when nothing does. What was in front of it is described.</summary>
    public CaptureError? Error { get; init; }
}
