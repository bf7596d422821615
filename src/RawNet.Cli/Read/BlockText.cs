using System.Globalization;
using System.Text;
using RawNet.Captures;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Text;

namespace RawNet.Cli.Read;

/// <summary>One line a block, below it one line for each of its records and options.</summary>
internal sealed class BlockText(Stream output) : IBlockRenderer
{
    private const string Indent = "      ";
    private const int MostDigits = 64; // of bytes without a meaning; --json has all

    private readonly TextWriter _lines = StandardOutput.BufferedTextOver(output);
    private readonly StringBuilder _line = new();

    public void Start()
    {
    }

    public void Show(long number, Block block, BlockDescription description, string? file)
    {
        _line.Clear();
        if (file is not null) _line.Append(Printable.Of(file)).Append(' ');
        _line.Append(CultureInfo.InvariantCulture, $"{number,5} at {block.Offset} len {block.Bytes.Length}  {NameOf(description)}");
        for (int i = 0; i < description.Fields.Count; i++)
            _line.Append(i == 0 ? "  " : ", ").Append(TextOf(description.Fields[i]));
        _lines.WriteLine(_line);
        foreach (BlockOption record in description.Records) ShowOption(record);
        foreach (BlockOption option in description.Options) ShowOption(option);
    }

    public void Finish(BlockCount count) => _lines.Flush();

    public void Flush() => _lines.Flush();

    public void Dispose() => _lines.Dispose();

    private void ShowOption(BlockOption option)
    {
        string ignored = option.Ignored is null ? string.Empty : $"  ({option.Ignored})";
        _lines.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Indent}{option.Name ?? "unknown"} ({option.Code}): {TextOf(option.Value)}{ignored}"));
    }

    private static string NameOf(BlockDescription description) =>
        Enum.IsDefined(description.Type)
            ? description.Name
            : string.Create(CultureInfo.InvariantCulture, $"{description.Name} (type 0x{(uint)description.Type:x8})");

    // The words of the name behind its group: "snaplen 262144".
    private static string TextOf(BlockField field)
    {
        string name = field.Name[(field.Name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return $"{name.Replace("_ns", "", StringComparison.Ordinal).Replace('_', ' ')} {TextOf(field.Value)}";
    }

    private static string TextOf(BlockValue value) => value.Kind switch
    {
        BlockValueKind.Time => IsoTime.TextOf(Int128.Parse(value.Text, CultureInfo.InvariantCulture)),
        BlockValueKind.Bytes => value.Text.Length <= MostDigits ? $"hex:{value.Text}" : $"hex:{value.Text.AsSpan(0, MostDigits)}...",
        _ => Printable.Of(value.Text),
    };
}
