using System.Diagnostics.CodeAnalysis;
using System.Text;
using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>The Interface Description Block (draft-ietf-opsawg-pcapng, 4.2) with its options.</summary>
internal static class InterfaceBlock
{
    private const byte TcpdumpExpression = 0; // 4.2: the first byte of if_filter

    internal static bool TryParse(Block block, [NotNullWhen(true)] out CaptureInterface? description, out CaptureError? error)
    {
        description = null;
        error = block.Body.Length < InterfaceHeader.Size
            ? BlockDescriber.Short(block, BlockDescriber.Shape(block.Type).Name, InterfaceHeader.Size)
            : null;
        if (error is not null)
            return false;
        description = Fixed(InterfaceHeader.Of(block));
        BlockOptions options = new(block.Body[InterfaceHeader.Size..], block.Order);
        OptionChoice choice = new(block.Type);
        while (options.MoveNextSound(block.Type))
            description = choice.Refuse(options) is { } ignored
                ? description with { Ignored = [.. description.Ignored, OptionNames.Of(block.Type, options.Code) + " is " + ignored] }
                : With(description, options, block.Order);
        error = options.ErrorOf(block);
        return error is null;
    }

    internal static void Build(BlockBuilder to, CaptureInterface description)
    {
        to.Begin(BlockType.InterfaceDescription);
        new InterfaceHeader((ushort)description.LinkType, description.SnapLength).Write(to);
        to.AddOption(OptionCode.InterfaceName, description.Name);
        to.AddOption(OptionCode.InterfaceDescription, description.Description);
        to.AddOption(OptionCode.InterfaceTimeResolution, [description.Resolution.Code]);
        if (description.Filter is { } filter)
            to.AddOption(OptionCode.InterfaceFilter, [TcpdumpExpression, .. Encoding.UTF8.GetBytes(NativeText.Shown(filter))]);
        if (description.FcsLength is { } fcs)
            to.AddOption(OptionCode.InterfaceCheckLength, [fcs]);
        if (description.OffsetSeconds != 0)
            to.AddOption(OptionCode.InterfaceTimeOffset, (ulong)description.OffsetSeconds);
        to.EndOptions();
    }

    private static CaptureInterface Fixed(in InterfaceHeader header) => new((LinkType)header.LinkType)
    {
        SnapLength = header.SnapLength,
        Resolution = TimeResolution.Microseconds,
    };

    private static CaptureInterface With(CaptureInterface description, BlockOptions option, ByteOrder order) => option.Code switch
    {
        OptionCode.InterfaceName => description with { Name = Text(option) },
        OptionCode.InterfaceFilter when option.Value is [TcpdumpExpression, .. var filter] =>
            description with { Filter = NativeText.Of(filter) },
        OptionCode.InterfaceDescription => description with { Description = Text(option) },
        OptionCode.InterfaceTimeResolution => description with { Resolution = new TimeResolution(option.Value[0]) },
        OptionCode.InterfaceCheckLength => description with { FcsLength = option.Value[0] },
        OptionCode.InterfaceTimeOffset => description with { OffsetSeconds = (long)order.U64(option.Value) },
        _ => description,
    };

    private static string Text(BlockOptions option) => NativeText.Of(option.Value);
}
