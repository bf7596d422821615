using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RawNet.Cli.Ping;

/// <summary>An option for one byte of a header, decimal or 0x and hexadecimal digits.</summary>
internal sealed class ByteOption : Option<byte?>
{
    public ByteOption(string name, string longName, byte least, string description) : base(name, longName) =>
        (Description, HelpName, CustomParser) = (description, "N", given => Read(given, least));

    private static byte? Read(ArgumentResult given, byte least)
    {
        string text = given.Tokens[^1].Value;
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isByte = byte.TryParse(isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture, out byte value);
        if (isByte && value >= least) return value;
        given.AddError($"'{text}' is no value of {((OptionResult)given.Parent!).Option.Name}: {least} to 255, or 0x{least:x2} to 0xff");
        return null;
    }
}
