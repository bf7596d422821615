using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>A packet to be read: its bytes, and where it was found.</summary>
/// <param name="Origin">The file and the packet's number in it, or who changed it.</param>
/// <param name="Link">What the bytes begin with.</param>
/// <param name="Bytes">The captured bytes.</param>
/// <param name="Length">Bytes on the wire.</param>
internal sealed record Input(string Origin, LinkType Link, byte[] Bytes, int Length)
{
    public override string ToString() => $"{Origin}: {Link}, {Length} bytes on the wire, {Convert.ToHexStringLower(Bytes)}";
}
