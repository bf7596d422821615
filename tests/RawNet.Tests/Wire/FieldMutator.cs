using System.Globalization;
using System.Text.RegularExpressions;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Seeded packets in which one field says something wrong: a length, a count, an offset or an option;
/// all others stay as they were.</summary>
internal sealed partial class FieldMutator(int seed)
{
    private const int Attempts = 8;
    private readonly Random _random = new(seed);

    /// <summary>The packet with one wrong field, or as it is when none of its fields can be wrong.</summary>
    internal Input Changed(Input origin)
    {
        string said = Packet.Read(origin.Link, origin.Bytes, origin.Length).InFull().ToString();
        MatchCollection fields = Steering().Matches(said);
        for (int attempt = 0; fields.Count > 0 && attempt < Attempts; attempt++)
            if (TryBuild(said, fields[_random.Next(fields.Count)]) is { } bytes)
                return new($"{origin.Origin} with a wrong field", origin.Link, bytes, bytes.Length);
        return origin;
    }

    // Null for a value that the field's bits or the message cannot hold.
    private byte[]? TryBuild(string said, Match field)
    {
        string value = field.Groups["number"] is { Success: true } number
            ? Wrong(long.Parse(number.Value, CultureInfo.InvariantCulture))
            : WrongOption();
        try
        {
            return Packet.Parse($"{said[..field.Groups["value"].Index]}{value}{said[(field.Index + field.Length)..]}").ToBytes();
        }
        catch (Exception e) when (e is ExpressionException or BuildException)
        {
            return null;
        }
    }

    private string Wrong(long right) => (_random.Next(6) switch
    {
        0 => 0,
        1 => right + 1,
        2 => Math.Max(0, right - 1),
        3 => right * 2,
        4 => _random.Next(16),
        _ => _random.Next(65_536),
    }).ToString(CultureInfo.InvariantCulture);

    private string WrongOption()
    {
        byte[] bytes = new byte[_random.Next(1, 12)];
        _random.NextBytes(bytes);
        if (bytes.Length > 1) bytes[1] = (byte)_random.Next(16);
        return $"raw,{Convert.ToHexStringLower(bytes)}";
    }

    [GeneratedRegex(
        @" (?:\w*(?:len|length|num|count|offset|ptr|pointer|left)\w*=(?<value>(?<number>\d{1,9}))|(?:option|opt)=(?<value>\S+))(?= |$)")]
    private static partial Regex Steering();
}
