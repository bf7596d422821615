using RawNet.Wire;

namespace RawNet.Captures;

/// <summary>The order in which a record of a pcap file has its two lengths.</summary>
internal enum PcapLengths
{
    /// <summary>As pcap-savefile(5) has it.</summary>
    CapturedFirst,

    /// <summary>Before version 2.3, and in 543.0 (DG/UX).</summary>
    WireFirst,

    /// <summary>Version 2.3 was written in both orders: nothing is captured that was not on the wire.</summary>
    LesserIsCaptured,
}

/// <summary>The file header of pcap (pcap-savefile(5)): magic, version, 8 bytes not used, snap length, link type.</summary>
internal sealed class PcapHeader
{
    internal const int Size = 24;
    internal const ushort MajorVersion = 2;
    internal const ushort MinorVersion = 4;

    private const ushort InterchangedIn = 3;
    private const ushort AixMinorVersion = 2;
    private const ushort DgUxMajorVersion = 543;
    private const int AixFddiPadding = 3;

    // pcap-linktype(7).
    private const LinkType TokenRing = (LinkType)6;
    private const LinkType Fddi = (LinkType)10;

    // draft-ietf-opsawg-pcap: the f bit, and above it the length in words of 16 bits.
    private const uint FcsLengthIsThere = 0x04000000;
    private const int FcsLengthAt = 28;
    private const int FcsUnit = 2;

    // Between the link type itself and what is said of the frame check sequence; libpcap refuses a file where one is set.
    private const uint ReservedBits = 0x03ff0000;

    private readonly PcapMagic _magic;
    private readonly ushort _major;
    private readonly ushort _minor;
    private readonly uint _linkField;

    internal PcapHeader(ReadOnlySpan<byte> header, PcapMagic magic)
    {
        _magic = magic;
        _major = magic.Order.U16(header[4..]);
        _minor = magic.Order.U16(header[6..]);
        _linkField = magic.Order.U32(header[20..]);
        LinkType? aixType = AixType();
        Interface = new CaptureInterface(aixType ?? (LinkType)(ushort)_linkField)
        {
            SnapLength = magic.Order.U32(header[16..]),
            FcsLength = FcsLengthIn(_linkField),
            Resolution = aixType is null ? magic.Resolution : TimeResolution.Nanoseconds,
        };
        Padding = aixType == Fddi ? AixFddiPadding : 0;
    }

    internal CaptureInterface Interface { get; }

    /// <summary>Bytes in front of each packet that both of its lengths count and that are not of it: 3 in AIX's files of FDDI.</summary>
    internal int Padding { get; }

    internal PcapLengths Lengths => (_major, _minor) switch
    {
        (MajorVersion, InterchangedIn) => PcapLengths.LesserIsCaptured,
        (MajorVersion, < InterchangedIn) or (DgUxMajorVersion, _) => PcapLengths.WireFirst,
        _ => PcapLengths.CapturedFirst,
    };

    /// <summary>Whether only the records tell their layout: patches of libpcap kept the magic number and version of 2.4.</summary>
    internal bool MayBePatched => _magic.IsModified || (_magic.IsUsual && (_major, _minor) == (MajorVersion, MinorVersion));

    /// <summary>The field of the link type.</summary>
    /// <exception cref="ArgumentException">The frame check sequence is no whole number of words, or too long.</exception>
    internal static uint LinkField(LinkType type, byte? fcsLength) => fcsLength switch
    {
        null => (uint)type,
        { } bytes when bytes % FcsUnit == 0 && bytes / FcsUnit < 16 => (uint)type | FcsLengthIsThere | (uint)bytes / FcsUnit << FcsLengthAt,
        { } bytes => throw new ArgumentException($"pcap says 0 to 30 bytes of frame check sequence in steps of 2, not {bytes}"),
    };

    internal CaptureError? Fault()
    {
        if (_major != MajorVersion && (_major, _minor) != (DgUxMajorVersion, 0))
            return Unsupported($"pcap version {_major}.{_minor} is not supported, only {MajorVersion}.x and {DgUxMajorVersion}.0");
        return (_linkField & ReservedBits) == 0
            ? null
            : new CaptureError(CaptureFault.BadLinkType, 20, $"the field of the link type, 0x{_linkField:x8}, has reserved bits set");
    }

    private static byte? FcsLengthIn(uint linkField) =>
        (linkField & FcsLengthIsThere) == 0 ? null : (byte)(FcsUnit * (linkField >> FcsLengthAt));

    private static CaptureError Unsupported(string what) => new(CaptureFault.UnsupportedVersion, 4, what);

    // AIX writes version 2.2 with the interface types of RFC 1573 for link types, and nanoseconds. pcap 2.2 itself knew 9 only, for PPP.
    private LinkType? AixType() => _magic.IsUsual && (_major, _minor) == (MajorVersion, AixMinorVersion)
        ? _linkField switch { 6 => LinkType.Ethernet, 9 => TokenRing, 15 => Fddi, 24 => LinkType.Null, _ => null }
        : null;
}
