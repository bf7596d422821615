using System.Buffers.Binary;

namespace RawNet.Wire;

/// <summary>A 32-bit number in little-endian byte order.</summary>
internal sealed class SwappedCodec : Codec
{
    public override ulong Show(ulong bits) => BinaryPrimitives.ReverseEndianness((uint)bits);

    protected override ulong Floor(ulong shown) => BinaryPrimitives.ReverseEndianness((uint)Math.Min(shown, uint.MaxValue));
}
