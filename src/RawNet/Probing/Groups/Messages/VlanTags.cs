using System.Globalization;

namespace RawNet.Probing.Groups;

/// <summary>The VLAN that a frame belongs to: links on one wire, each with groups and a querier of its own.
/// A priority tag (identifier 0) is none.</summary>
/// <param name="Outer">The identifier of a second tag in front, 0 without.</param>
/// <param name="Inner">The identifier of the tag next to the packet, 0 of a frame without a tag.</param>
public readonly record struct VlanTags(ushort Outer, ushort Inner)
{
    /// <summary>Whether there is a tag with an identifier.</summary>
    public bool IsTagged => Inner != 0;

    /// <summary>The same with one more tag behind.</summary>
    internal VlanTags Behind(ushort identifier) => identifier == 0 ? this : new(Inner, identifier);

    /// <summary><c>7</c>, with two tags <c>100.7</c>; nothing without.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Outer == 0 ? "" : $"{Outer}.")}{(IsTagged ? $"{Inner}" : "")}");
}
