using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>An address of AF_UNIX, unix(7): a path, a name in no file system, or none. Unlike <see cref="UnixDomainSocketEndPoint"/>
/// it takes any bytes, and its file is left alone when the socket is closed: .NET would remove what then lies at the path as it reads
/// it, which may be another's.</summary>
public sealed class UnixEndPoint : NativeEndPoint, IEquatable<UnixEndPoint>
{
    /// <summary>What a name may take at most; sun_path has a byte more.</summary>
    public const int LongestName = 107;

    private const int NameAt = sizeof(ushort); // sun_path
    private readonly byte[] _name;

    /// <param name="name">As <see cref="NativeText"/>: a path, or a 0 and the name that is in no file system; empty for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is too long.</exception>
    public UnixEndPoint(string name)
        : this(NativeText.BytesOf(name))
    {
    }

    private UnixEndPoint(byte[] name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length - (IsAbstract(name) ? 1 : 0), LongestName, nameof(name));
        _name = name;
    }

    /// <inheritdoc/>
    public override AddressFamily AddressFamily => AddressFamily.Unix;

    /// <summary>The path; @ and the name that is in no file system; empty without a name.</summary>
    public override string ToString() => IsAbstract(_name) ? $"@{NativeText.Of(_name.AsSpan(1))}" : NativeText.Of(_name);

    /// <inheritdoc/>
    public bool Equals(UnixEndPoint? other) => other is not null && _name.AsSpan().SequenceEqual(other._name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UnixEndPoint);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(_name);
        return hash.ToHashCode();
    }

    /// <summary>The same address as .NET's class gives it.</summary>
    internal static UnixEndPoint Of(UnixDomainSocketEndPoint address) => Of(address.Serialize().AsSpan());

    private protected override int Write(Span<byte> image)
    {
        Put<ushort>(image, Constants.AF_UNIX);
        _name.CopyTo(image[NameAt..]);
        int end = NameAt + _name.Length;
        if (_name.Length == 0 || IsAbstract(_name)) return end;
        image[end] = 0; // a path ends with it
        return end + 1;
    }

    private protected override EndPoint Read(ReadOnlySpan<byte> image) => Of(image);

    private static UnixEndPoint Of(ReadOnlySpan<byte> image)
    {
        ReadOnlySpan<byte> name = image.Length > NameAt ? image[NameAt..] : [];
        int end = name.IndexOf((byte)0);
        return new(name[..(end > 0 ? end : name.Length)].ToArray());
    }

    private static bool IsAbstract(byte[] name) => name is [0, ..];
}
