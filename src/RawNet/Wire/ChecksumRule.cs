namespace RawNet.Wire;

/// <summary>What can be said of a checksum.</summary>
public enum ChecksumStatus
{
    /// <summary>The message has no checksum field.</summary>
    None,

    /// <summary>The sum is right.</summary>
    Good,

    /// <summary>The sum is wrong.</summary>
    Bad,

    /// <summary>The field holds the pseudo-header's own sum: the sender left the rest to the network card.</summary>
    Partial,

    /// <summary>Bytes that the sum covers are missing.</summary>
    Unverified,

    /// <summary>UDP over IPv4 with 0: none was computed (RFC 768).</summary>
    Absent,
}

/// <summary>Verifies checksums as their tables declare them.</summary>
internal static class ChecksumRule
{
    public static ChecksumStatus StatusOf(scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        if (roles.Checksum is not { } field || view.Whole <= field.Index) return ChecksumStatus.None;
        if ((roles.Covers & Covers.Region) == 0) return OfHeader(view);
        ushort stored = (ushort)field.BitsIn(view);
        bool isIpv4 = view.NetworkKind?.Table.Roles.Source?.Width == 32;
        // RFC 8200, 8.1: over IPv6 a sum of 0 is illegal.
        if (stored == 0 && roles.ZeroIsAbsent) return isIpv4 ? ChecksumStatus.Absent : view.NetworkKind is null ? ChecksumStatus.Unverified : ChecksumStatus.Bad;
        // A field beyond the stated end takes no byte from the sum: that is over what is stated, and all of it is there.
        bool missing = (view.State & (ViewState.Clipped | ViewState.Fragment | ViewState.Truncated)) != 0 || view.Bytes.Length < view.StatedLength;
        if (missing) return ChecksumStatus.Unverified;
        return OfRegion(view, roles, stored);
    }

    /// <summary>The unfolded sum of the pseudo-header: RFC 768 and RFC 8200, 8.1 give the same words in another order.</summary>
    public static ulong PseudoHeaderSum(scoped in View network, Protocol upper, int length)
    {
        TableRoles roles = network.Kind.Table.Roles;
        ulong number = roles.Next?.Traits.Demux is { } space ? upper.NumberIn(space) ?? 0 : 0;
        return SumOf(roles.Source!.BitsIn(network)) + SumOf(FinalDestination(network)) + number + (uint)length;
    }

    /// <summary>The value that would make the sum of a view right whose status is good or bad.</summary>
    /// <remarks>RFC 1624, equation 3, from the sum that the stored value gives to none.</remarks>
    public static ushort RightValueOf(scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        ushort stored = (ushort)roles.Checksum!.BitsIn(view);
        ulong sum = (roles.Covers & Covers.Region) == 0 ? InternetChecksum.Sum(view.Header) : InternetChecksum.Sum(view.Bytes) + PseudoHeaderOf(view, roles);
        ushort right = InternetChecksum.Finish(sum + (ushort)~stored);
        return right == 0 && roles.ZeroIsAbsent ? (ushort)0xffff : right;
    }

    // RFC 1122, 4.1.3.2 with RFC 791, 3.1: of a source route that is not used up, the last address is where the packet goes.
    private static UInt128 FinalDestination(scoped in View network)
    {
        UInt128 destination = network.Kind.Table.Roles.Destination!.BitsIn(network);
        if (network.HeaderLength == network.Kind.Table.FixedLength) return destination;
        foreach (Part part in network.Kind.Table.Parts)
        {
            if (part.Variable is not RecordsField options || !network.Has(options)) continue;
            foreach (View option in network.Records(options))
                if (option.Kind.SourceRoute is { } route && route.LastStop(option) is { } last) destination = last;
        }
        return destination;
    }

    private static ChecksumStatus OfHeader(scoped in View view)
    {
        if (!view.IsWhole) return ChecksumStatus.Unverified;
        return InternetChecksum.Finish(InternetChecksum.Sum(view.Header)) == 0 ? ChecksumStatus.Good : ChecksumStatus.Bad;
    }

    private static ChecksumStatus OfRegion(scoped in View view, TableRoles roles, ushort stored)
    {
        if ((roles.Covers & Covers.PseudoHeader) != 0 && view.NetworkKind is null) return ChecksumStatus.Unverified;
        ulong pseudo = PseudoHeaderOf(view, roles);
        if (InternetChecksum.Finish(InternetChecksum.Sum(view.Bytes) + pseudo) == 0) return ChecksumStatus.Good;
        bool offloaded = (roles.Covers & Covers.Offloaded) != 0 && stored == InternetChecksum.Fold(pseudo);
        return offloaded ? ChecksumStatus.Partial : ChecksumStatus.Bad;
    }

    private static ulong PseudoHeaderOf(scoped in View view, TableRoles roles) => (roles.Covers & Covers.PseudoHeader) != 0 && view.NetworkKind is { } network
        ? PseudoHeaderSum(View.Of(network, view.Network, Region.Whole(view.Network.Length)), view.Kind.Protocol, view.StatedLength)
        : 0;

    private static ulong SumOf(UInt128 address)
    {
        ulong high = (ulong)(address >> 64), low = (ulong)address;
        return (high >> 32) + (high & 0xffff_ffff) + (low >> 32) + (low & 0xffff_ffff);
    }
}
