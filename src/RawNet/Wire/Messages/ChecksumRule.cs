using System.Runtime.CompilerServices;

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

    /// <summary>0, which says that none was computed: UDP over IPv4 (RFC 768), ICMP extensions (RFC 4884, 7).</summary>
    Absent,
}

/// <summary>Verifies checksums as their tables declare them.</summary>
internal static class ChecksumRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChecksumStatus StatusOf(scoped in View view)
    {
        PlainSum sum = view.Kind.PlainSum;
        int covered = sum == PlainSum.Header ? view.HeaderLength : view.StatedLength;
        return sum == PlainSum.None || (view.State & ViewState.Unsummed) != 0 || view.Bytes.Length < covered
            ? StatusOfOther(view)
            : StatusOf(view.Bytes[..covered]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ChecksumStatus StatusOfOther(View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        if (roles.Checksum is not { } field || view.Whole <= field.Index) return ChecksumStatus.None;
        if (roles.EndsFrame) return view.AddressSum == 0 ? ChecksumStatus.Unverified : (ChecksumStatus)view.AddressSum;
        if ((roles.Covers & Covers.Region) == 0) return view.IsWhole ? StatusOf(view.Header) : ChecksumStatus.Unverified;
        if (roles.ZeroIsAbsent && StoredIn(view, field) == 0) return OfZero(view.NetworkKind);
        bool missing = (view.State & (ViewState.Clipped | ViewState.Fragment | ViewState.Truncated)) != 0
            || view.Bytes.Length < view.StatedLength;
        if (missing) return ChecksumStatus.Unverified;
        return (roles.Covers & Covers.PseudoHeader) == 0 ? StatusOf(view.Bytes) : WithPseudoHeader(view, roles, field);
    }

    /// <summary>The folded sum of the addresses that a pseudo-header takes from a network layer, or from headers behind it.</summary>
    /// <param name="network">The layer.</param>
    /// <param name="home">What a destination options header says instead of its source.</param>
    /// <param name="routedTo">What a routing header says instead of its destination.</param>
    public static ushort AddressSum(scoped in View network, UInt128? home, UInt128? routedTo) =>
        InternetChecksum.Fold(
            SumOf(home ?? network.Kind.Table.Roles.Source!.BitsIn(network)) + SumOf(routedTo ?? FinalDestination(network)));

    /// <summary>The unfolded sum of the pseudo-header: RFC 768 and RFC 8200, 8.1 give the same words in another order.</summary>
    public static ulong PseudoHeaderSum(Kind network, ushort addresses, Protocol upper, int length)
    {
        ulong number = network.Table.Roles.Next?.Traits.Demux is { } space ? upper.NumberIn(space) ?? 0 : 0;
        return addresses + number + (uint)length;
    }

    public static UInt128 FinalDestination(scoped in View network) =>
        LastStop(network) ?? network.Kind.Table.Roles.Destination!.BitsIn(network);

    /// <summary>The value that would make the sum of a view right whose status is good or bad.</summary>
    /// <remarks>RFC 1624, equation 3, from the sum that the stored value gives to none.</remarks>
    public static ushort RightValueOf(scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        ushort stored = StoredIn(view, roles.Checksum!);
        ulong sum = (roles.Covers & Covers.Region) == 0
            ? InternetChecksum.Sum(view.Header)
            : InternetChecksum.Sum(view.Bytes) + PseudoHeaderOf(view, roles);
        ushort right = InternetChecksum.Finish(sum + (ushort)~stored);
        return right == 0 && roles.ZeroIsAbsent ? (ushort)0xffff : right;
    }

    /// <summary>The address that the pseudo-header takes instead of the header's destination, or null.</summary>
    /// <remarks>RFC 1122, 4.1.3.2 with RFC 791, 3.1: of a source route that is not used up, the last address
    /// is where the packet goes.</remarks>
    public static UInt128? LastStop(scoped in View network)
    {
        UInt128? stop = null;
        if (network.HeaderLength == network.Kind.Table.FixedLength) return stop;
        foreach (Part part in network.Kind.Table.Parts)
        {
            if (part.Variable is not RecordsField options || !network.Has(options)) continue;
            foreach (View option in network.Records(options))
                if (option.Kind.FinalStop?.Invoke(option) is { } last) stop = last;
        }
        return stop;
    }

    // RFC 8200, 8.1: over IPv6 a sum of 0 is illegal.
    private static ChecksumStatus OfZero(Kind? network) =>
        network is null ? ChecksumStatus.Unverified : network.Table.Roles.Source!.Width == 32 ? ChecksumStatus.Absent : ChecksumStatus.Bad;

    private static ChecksumStatus WithPseudoHeader(scoped in View view, TableRoles roles, ScalarField field)
    {
        if (view.NetworkKind is null) return ChecksumStatus.Unverified;
        ulong pseudo = PseudoHeaderOf(view, roles);
        ChecksumStatus status = InternetChecksum.Finish(InternetChecksum.Sum(view.Bytes) + pseudo) == 0
            ? ChecksumStatus.Good
            : ChecksumStatus.Bad;
        // A sender that leaves the sum to its network card states the length that it summed.
        bool mayBePartial = status == ChecksumStatus.Bad && (roles.Covers & Covers.Offloaded) != 0 && (view.State & ViewState.Overrun) == 0;
        return mayBePartial && StoredIn(view, field) == InternetChecksum.Fold(pseudo) ? ChecksumStatus.Partial : status;
    }

    /// <summary>Of the fields behind the payload, which their sum alone covers.</summary>
    public static ChecksumStatus StatusOfBehind(scoped in View view)
    {
        if (view.Kind.Table.Roles.ChecksumBehind is not { } field || !view.Has(field)) return ChecksumStatus.None;
        if ((view.State & ViewState.Unsummed) != 0 || view.Bytes.Length < view.StatedLength) return ChecksumStatus.Unverified;
        return StoredBehind(view, field) == 0 ? ChecksumStatus.Absent : StatusOf(view.Bytes[view.BehindAt..]);
    }

    /// <summary>The value that would make the sum of the fields behind the payload right.</summary>
    public static ushort RightValueOfBehind(scoped in View view) =>
        InternetChecksum.Finish(
            InternetChecksum.Sum(view.Bytes[view.BehindAt..]) + (ushort)~StoredBehind(view, view.Kind.Table.Roles.ChecksumBehind!));

    private static ushort StoredBehind(scoped in View view, ScalarField field) => (ushort)field.BitsIn(view);

    private static ushort StoredIn(scoped in View view, ScalarField field) => (ushort)field.Bits64(view.PartBytes(field.Part));

    // RFC 1071, section 1: with the checksum in its place, all bits of the sum are ones.
    private static ChecksumStatus StatusOf(ReadOnlySpan<byte> covered) =>
        InternetChecksum.IsRight(covered) ? ChecksumStatus.Good : ChecksumStatus.Bad;

    private static ulong PseudoHeaderOf(scoped in View view, TableRoles roles) => (roles.Covers & Covers.PseudoHeader) != 0
        && view.NetworkKind is { } network
        ? PseudoHeaderSum(network, view.AddressSum, view.Kind.Protocol, view.StatedLength)
        : 0;

    /// <summary>The unfolded sum of the words of an address.</summary>
    public static ulong SumOf(UInt128 address)
    {
        ulong high = (ulong)(address >> 64), low = (ulong)address;
        return (high >> 32) + (high & 0xffff_ffff) + (low >> 32) + (low & 0xffff_ffff);
    }
}
