namespace RawNet.Captures;

/// <summary>Tells how many bytes a patched libpcap put between record header and packet, of which the file header says nothing.</summary>
/// <remarks>As in Wireshark, the first records are read in each way, and what makes the most sense is taken.</remarks>
/// <param name="input">Stands at the first record.</param>
/// <param name="order">Of the file.</param>
/// <param name="description">Snap length and link type of the file.</param>
internal sealed class PcapPatches(CaptureInput input, ByteOrder order, CaptureInterface description)
{
    private const int RecordsTried = 3;

    // Of the patches of 1999 to libpcap 0.4, ss990417 (Red Hat 6.1) and ss991029 have interface index, protocol, packet type and padding;
    // ss990915 (SuSE 6.3) has two processors and padding behind them. What Nokia's four bytes say is not known.
    private const int None = 0, Nokia = 4, Linux = 8, Suse = 12;

    private const uint LongestPacket = 128 << 20;
    private const uint UnitsPerSecond = 1_000_000;
    private const uint Day = 86_400;
    private const uint MostInterfaces = 10_000;
    private const byte LastPacketType = 4;
    private const ushort FirstEtherType = 0x0600;
    private const ushort LastOtherType = 0x0017;

    /// <summary>Behind records under the usual magic number.</summary>
    internal int Unmarked() => Least(None, Linux, Nokia);

    /// <summary>Behind records under the magic number that marks the later patches.</summary>
    internal int Marked() => Least(Linux, Suse);

    /// <summary>What a second record tells of a pipe whose first was read as usual: that it begins later.
    /// Only a header that makes no sense is compared with what follows.</summary>
    /// <param name="before">The seconds of the first record.</param>
    /// <param name="offset">Where the input stands, for the error.</param>
    internal CaptureError? ErrorOf(uint before, long offset)
    {
        if (FaultsOfHeader(input.Window) == 0)
            return null;
        foreach ((int extra, string whose) in ((int, string)[])[(Nokia, "Nokia"), (Linux, "Red Hat 6.1")])
            if (input.Require(extra + PcapSource.RecordHeaderSize) && FaultsOfHeader(input.Window[extra..]) == 0 && IsNear(extra, before))
                return new CaptureError(CaptureFault.UnsupportedVersion, offset,
                    $"packet 2 begins {extra} bytes late, as in files of {whose}'s patched libpcap, so packet 1 was read wrongly: "
                    + "they are known in regular files only, not in pipes");
        return null;
    }

    private int Least(params ReadOnlySpan<int> sizes)
    {
        int best = sizes[0], fewest = int.MaxValue;
        foreach (int size in sizes)
            if (FaultsWith(size) is var faults && faults < fewest)
                (best, fewest) = (size, faults);
        return best;
    }

    // A record whose time is near that of the one before makes up for one fault: it begins there, though the file may be cut inside of it.
    private int FaultsWith(int extra)
    {
        int faults = 0, at = 0;
        uint? before = null;
        for (int i = 0; i < RecordsTried && input.Require(at + 1); i++)
        {
            bool isNear = IsNear(at, before);
            faults -= Count(isNear);
            if (!input.Require(at + PcapSource.RecordHeaderSize))
                return faults + Count(!isNear);
            faults += FaultsOfHeader(input.Window[at..]);
            uint captured = order.U32(input.Window[(at + 8)..]);
            before = order.U32(input.Window[at..]);
            at += PcapSource.RecordHeaderSize;
            if (!input.Require(at + extra))
                return faults + 1;
            faults += extra >= Linux ? FaultsOfLinux(input.Window[at..]) : 0;
            if (captured > SnapLengths.Largest(description.LinkType))
                return faults;
            at += extra + (int)captured;
            if (!input.Require(at))
                return faults + 1;
        }
        return faults;
    }

    private bool IsNear(int at, uint? before) =>
        before is { } seconds && input.Require(at + sizeof(uint)) && order.U32(input.Window[at..]) - seconds + Day < 2 * Day;

    private int FaultsOfHeader(ReadOnlySpan<byte> record)
    {
        uint captured = order.U32(record[8..]), length = order.U32(record[12..]);
        uint most = description.SnapLength == 0 ? uint.MaxValue : description.SnapLength;
        return Count(order.U32(record[4..]) >= UnitsPerSecond) + Count(captured > SnapLengths.Largest(description.LinkType))
            + Count(captured > most) + Count(length > LongestPacket) + Count(captured > length);
    }

    private int FaultsOfLinux(ReadOnlySpan<byte> fields)
    {
        ushort protocol = order.U16(fields[4..]);
        // ETH_P_LOOP, ETH_P_ECHO and ETH_P_PUP of linux/if_ether.h stand between the two.
        bool isProtocol = protocol is >= FirstEtherType or <= LastOtherType or 0x0060 or 0x0200 or 0x0400;
        return Count(order.U32(fields) > MostInterfaces) + Count(!isProtocol) + Count(fields[6] > LastPacketType);
    }

    private static int Count(bool isFault) => isFault ? 1 : 0;
}
