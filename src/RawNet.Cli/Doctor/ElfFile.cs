using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Cli.Doctor;

/// <summary>What a program's file tells the loader: ELF of 64 bits, least byte first (System V ABI, chapters 4 and 5;
/// versions: Linux Standard Base, 10.7).</summary>
internal sealed class ElfFile : IDisposable
{
    // DT_NEEDED, DT_STRTAB, DT_VERNEED, DT_VERNEEDNUM
    private const ulong NeededTag = 1, StringsTag = 5, VersionsTag = 0x6ffffffe, VersionCountTag = 0x6fffffff;
    private const uint Loaded = 1, Dynamic = 2; // PT_LOAD, PT_DYNAMIC
    private const int LongestName = 256;
    private readonly SafeFileHandle _file;
    private readonly Segment[] _segments;
    private readonly (ulong Tag, ulong Value)[] _entries;
    private readonly long _strings;

    /// <exception cref="IOException">There is no such file, or it is cut.</exception>
    public ElfFile(string name)
    {
        _file = File.OpenHandle(name);
        byte[] header = Bytes(0, 64);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(54)),
            count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56));
        long first = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32));
        _segments = [.. Enumerable.Range(0, count).Select(i => SegmentAt(first + (i * length)))];
        _entries = [.. _segments.Where(s => s.Kind == Dynamic).SelectMany(EntriesOf)];
        _strings = _entries.Where(e => e.Tag == StringsTag).Select(e => Place(e.Value)).FirstOrDefault();
    }

    /// <summary>The libraries that are loaded before the program's first line, with the newest version of each that is asked
    /// for: null where none is.</summary>
    public IEnumerable<(string Name, Version? Version)> Needed()
    {
        Dictionary<string, Version?> versions = Versions().ToDictionary();
        return _entries.Where(e => e.Tag == NeededTag).Select(e => Text(e.Value)).Select(name => (name, versions.GetValueOrDefault(name)));
    }

    public void Dispose() => _file.Dispose();

    // Verneed: version, count, file, first auxiliary, next; each Vernaux: hash, flags, other, name, next.
    private IEnumerable<KeyValuePair<string, Version?>> Versions()
    {
        long at = _entries.Where(e => e.Tag == VersionsTag).Select(e => Place(e.Value)).FirstOrDefault();
        ulong count = _entries.FirstOrDefault(e => e.Tag == VersionCountTag).Value;
        for (; count > 0; count--)
        {
            byte[] need = Bytes(at, 16);
            yield return new(Text(Word(need, 4)), Newest(at + Word(need, 8), BinaryPrimitives.ReadUInt16LittleEndian(need.AsSpan(2))));
            at += Word(need, 12);
        }
    }

    private Version? Newest(long at, int count)
    {
        Version? newest = null;
        for (; count > 0; count--)
        {
            byte[] one = Bytes(at, 16);
            // GLIBC_2.34; other names carry no number.
            if (Version.TryParse(Text(Word(one, 8)).Split('_')[^1], out Version? version) && (newest is null || version > newest))
                newest = version;
            at += Word(one, 12);
        }
        return newest;
    }

    private IEnumerable<(ulong Tag, ulong Value)> EntriesOf(Segment segment)
    {
        byte[] all = Bytes(segment.Offset, (int)segment.Length);
        for (int at = 0; at + 16 <= all.Length; at += 16)
            yield return (BinaryPrimitives.ReadUInt64LittleEndian(all.AsSpan(at)),
                BinaryPrimitives.ReadUInt64LittleEndian(all.AsSpan(at + 8)));
    }

    private Segment SegmentAt(long offset)
    {
        byte[] bytes = Bytes(offset, 56);
        return new(Word(bytes, 0), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(32)));
    }

    // Where in the file the bytes of an address are.
    private long Place(ulong address)
    {
        Segment segment = _segments.First(s => s.Kind == Loaded && address >= s.Address && address - s.Address < s.Length);
        return segment.Offset + (long)(address - segment.Address);
    }

    private string Text(ulong index)
    {
        Span<byte> bytes = stackalloc byte[LongestName];
        bytes = bytes[..RandomAccess.Read(_file, bytes, _strings + (long)index)];
        return Encoding.UTF8.GetString(bytes[..bytes.IndexOf((byte)0)]);
    }

    private byte[] Bytes(long offset, int count)
    {
        byte[] bytes = new byte[count];
        return RandomAccess.Read(_file, bytes, offset) == count ? bytes : throw new EndOfStreamException("the program's own file is cut");
    }

    private static uint Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private readonly record struct Segment(uint Kind, long Offset, ulong Address, ulong Length);
}
