using System.Net;
using System.Runtime.InteropServices;
using RawNet.Probing.Groups;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A source filter in its two structures. Reading asks with the interface and the group written into the buffer first.</summary>
internal static class SourceFilterCodecs
{
    /// <summary>group_filter: any family, by index.</summary>
    public static readonly OptionCodec<SourceFilter> Group = new(GroupLayout.ListAt + SourceFilter.MostSources * GroupLayout.StorageSize,
        WriteGroup, ReadGroup, SourceFilter.Parse, v => v.ToString())
    {
        Shape = Shape
    };

    /// <summary>ip_msfilter: IPv4, by the interface's address.</summary>
    public static readonly OptionCodec<SourceFilter> Ip = new(HeaderSize + SourceFilter.MostSources * sizeof(uint),
        WriteIp, ReadIp, SourceFilter.Parse, v => v.ToString())
    {
        Shape = Shape
    };

    private const int HeaderSize = 16;
    private const string Shape = "GROUP%IF=include|exclude:SOURCE,...";

    /// <summary>What getsockopt is given to ask with: room for the most sources that there can be.</summary>
    public static byte[] Question(OptionCodec<SourceFilter> codec, int interfaceIndex, IPAddress group)
    {
        byte[] bytes = new byte[codec.Size];
        codec.Write(new SourceFilter(interfaceIndex, group, FilterMode.Include, []), bytes);
        MemoryMarshal.Write(bytes.AsSpan(GroupLayout.CountAt), SourceFilter.MostSources);
        return bytes;
    }

    private static int WriteGroup(SourceFilter value, Span<byte> bytes)
    {
        Bounded(value);
        int length = GroupLayout.ListAt + value.Sources.Count * GroupLayout.StorageSize;
        bytes[..length].Clear();
        MemoryMarshal.Write(bytes, (uint)value.Interface.Index);
        ScopedAddress.From(value.Group).WriteSocketAddress(bytes[GroupLayout.GroupAt..], 0);
        MemoryMarshal.Write(bytes[GroupLayout.ModeAt..], NumberOf(value.Mode));
        MemoryMarshal.Write(bytes[GroupLayout.CountAt..], (uint)value.Sources.Count);
        for (int i = 0; i < value.Sources.Count; i++)
            ScopedAddress.From(value.Sources[i]).WriteSocketAddress(bytes[(GroupLayout.ListAt + i * GroupLayout.StorageSize)..], 0);
        return length;
    }

    private static SourceFilter ReadGroup(ReadOnlySpan<byte> bytes)
    {
        int count = (int)MemoryMarshal.Read<uint>(bytes[GroupLayout.CountAt..]);
        IPAddress[] sources = new IPAddress[Math.Min(count, SourceFilter.MostSources)];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = ScopedAddress.FromSocketAddress(bytes[(GroupLayout.ListAt + i * GroupLayout.StorageSize)..]).ToIPAddress();
        IPAddress group = ScopedAddress.FromSocketAddress(bytes[GroupLayout.GroupAt..]).ToIPAddress();
        return new SourceFilter(MemoryMarshal.Read<int>(bytes), group,
            ModeOf(MemoryMarshal.Read<uint>(bytes[GroupLayout.ModeAt..])), sources);
    }

    private static int WriteIp(SourceFilter value, Span<byte> bytes)
    {
        Bounded(value);
        MemoryMarshal.Write(bytes, new MulticastFilterHeader
        {
            imsf_multiaddr = MembershipCodecs.Word(value.Group),
            imsf_interface = MembershipCodecs.Word(value.Interface.Address),
            imsf_fmode = NumberOf(value.Mode),
            imsf_numsrc = (uint)value.Sources.Count,
        });
        Span<uint> list = MemoryMarshal.Cast<byte, uint>(bytes[HeaderSize..]);
        for (int i = 0; i < value.Sources.Count; i++)
            list[i] = MembershipCodecs.Word(value.Sources[i]);
        return HeaderSize + value.Sources.Count * sizeof(uint);
    }

    private static SourceFilter ReadIp(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(bytes); // of an empty list the kernel returns less than the structure
        IPAddress[] sources = new IPAddress[Math.Min(words[3], SourceFilter.MostSources)];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = new IPAddress(words[4 + i]);
        return new SourceFilter(new MulticastInterface(0, new IPAddress(words[1])),
            new IPAddress(words[0]), ModeOf(words[2]), sources);
    }

    private static uint NumberOf(FilterMode mode) => mode == FilterMode.Exclude ? Constants.MCAST_EXCLUDE : (uint)Constants.MCAST_INCLUDE;

    private static FilterMode ModeOf(uint number) => number == Constants.MCAST_EXCLUDE ? FilterMode.Exclude : FilterMode.Include;

    private static void Bounded(SourceFilter value)
    {
        if (value.Sources.Count > SourceFilter.MostSources)
            throw new FormatException($"{value.Sources.Count} sources are too many: at most {SourceFilter.MostSources}");
    }
}
