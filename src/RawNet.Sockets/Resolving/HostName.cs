using System.Buffers;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Names of hosts by the system's resolver (getaddrinfo(3)): hosts files, name servers and whatever nsswitch.conf(5) names, in
/// the network namespace of the calling thread, as it is when the call is made.</summary>
/// <remarks>Addresses stand for themselves, and ask nobody. Whoever stops waiting gets an answer at once; the one thread
/// that asks stays until the resolver gives up.</remarks>
public static class HostName
{
    private static readonly SearchValues<char> _neverInNames = SearchValues.Create("[]:/% \0");

    /// <summary>Whether it may be a name at all: brackets, colons and blanks belong to addresses and mistakes.</summary>
    public static bool CanBe(string text) => text.Length > 0 && !text.AsSpan().ContainsAny(_neverInNames);

    /// <summary>The addresses of a name or of an address as text (<see cref="ScopedAddress.TryParse"/>), the one to try first
    /// in front; one at least.</summary>
    /// <param name="name">localhost, 127.0.0.1, fe80::1%eth0.</param>
    /// <param name="family">InterNetwork or InterNetworkV6; Unspecified for both, in the order of RFC 6724.</param>
    /// <param name="time">How long the answer is waited for; infinite for as long as the resolver takes.</param>
    /// <param name="cancellation">Ends the wait at once.</param>
    /// <exception cref="HostNameException">The resolver's reason, or ETIMEDOUT.</exception>
    /// <exception cref="SystemCallException">ENODEV: there is no such interface behind the percent sign.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public static IReadOnlyList<IPAddress> Resolve(string name, AddressFamily family, TimeSpan time,
        CancellationToken cancellation = default)
    {
        Check(time);
        cancellation.ThrowIfCancellationRequested();
        return Literal(name, family) ?? Of(Asked(name, family).Wait(time, cancellation), name, family);
    }

    /// <inheritdoc cref="Resolve(string, AddressFamily, TimeSpan, CancellationToken)"/>
    public static IReadOnlyList<IPAddress> Resolve(string name, AddressFamily family = AddressFamily.Unspecified) =>
        Resolve(name, family, Timeout.InfiniteTimeSpan);

    /// <summary>The same without holding the thread. What follows the await may be on a thread of another network namespace.</summary>
    /// <inheritdoc cref="Resolve(string, AddressFamily, TimeSpan, CancellationToken)"/>
    public static ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, AddressFamily family, TimeSpan time,
        CancellationToken cancellation = default)
    {
        Check(time);
        if (cancellation.IsCancellationRequested)
            return ValueTask.FromCanceled<IReadOnlyList<IPAddress>>(cancellation);
        return Literal(name, family) is { } literal
            ? ValueTask.FromResult(literal)
            : AnswerOf(Asked(name, family).WaitAsync(time, cancellation), name, family);
    }

    /// <inheritdoc cref="ResolveAsync(string, AddressFamily, TimeSpan, CancellationToken)"/>
    public static ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string name, AddressFamily family = AddressFamily.Unspecified,
        CancellationToken cancellation = default) => ResolveAsync(name, family, Timeout.InfiniteTimeSpan, cancellation);

    /// <summary>The name of an address (getnameinfo(3)); null when it has none.</summary>
    /// <param name="address">An IPv6 link-local address needs its scope.</param>
    /// <param name="time">How long the answer is waited for.</param>
    /// <param name="cancellation">Ends the wait at once.</param>
    /// <exception cref="HostNameException">The resolver's reason for not knowing, or ETIMEDOUT.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public static string? Of(IPAddress address, TimeSpan time, CancellationToken cancellation = default)
    {
        Check(time);
        cancellation.ThrowIfCancellationRequested();
        Answer<string>? answer = new Lookup<string>(() => NameOf(address)).Wait(time, cancellation);
        int error = answer?.Error ?? (int)ErrorNumber.ETIMEDOUT;
        return error switch
        {
            0 => answer!.Value.Found,
            (int)ResolverError.EAI_NONAME => null,
            _ => throw new HostNameException("getnameinfo", error, address.ToString(), address.AddressFamily),
        };
    }

    /// <summary>What is made of the addresses by the thread that asked, which is in the network namespace of the calling one.</summary>
    /// <param name="name">A name or an address.</param>
    /// <param name="family">As for <see cref="Resolve(string, AddressFamily)"/>.</param>
    /// <param name="make">Is to throw nothing.</param>
    /// <param name="cancellation">Ends the wait at once; what is made then, nobody gets.</param>
    /// <exception cref="HostNameException">The resolver's reason.</exception>
    internal static async ValueTask<T> MadeOfAsync<T>(string name, AddressFamily family, Func<IReadOnlyList<IPAddress>, T> make,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Literal(name, family) is { } literal)
            return make(literal);
        Lookup<T> lookup = Asked(name, family, images => make(AddressesIn(images)));
        Answer<T>? answer = await lookup.WaitAsync(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
        return answer!.Value is { Error: 0, Found: var made } ? made : throw Failure(answer.Value.Error, name, family);
    }

    private static void Check(TimeSpan time)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(time), time, "a time to wait is not negative, unless infinite");
    }

    private static IReadOnlyList<IPAddress>? Literal(string name, AddressFamily family)
    {
        if (!ScopedAddress.TryParse(name, out ScopedAddress address))
            return null;
        return family == AddressFamily.Unspecified || family == address.Family
            ? [address.ToIPAddress()]
            : throw Failure((int)ResolverError.EAI_ADDRFAMILY, name, family);
    }

    private static Lookup<List<byte[]>> Asked(string name, AddressFamily family) => Asked(name, family, images => images);

    private static Lookup<T> Asked<T>(string name, AddressFamily family, Func<List<byte[]>, T> make) => CanBe(name)
        ? new(() => AddressesOf(name, family, make))
        : throw Failure((int)ResolverError.EAI_NONAME, name, family); // the resolver would take some of these for this host

    private static Answer<T> AddressesOf<T>(string name, AddressFamily family, Func<List<byte[]>, T> make)
    {
        List<byte[]> found = [];
        int error = ResolverCalls.AddressesOf(name, NumberOf(family), found);
        return new(error, error == 0 ? make(found) : default!);
    }

    private static Answer<string> NameOf(IPAddress address)
    {
        Span<byte> image = stackalloc byte[NativeEndPoint.LongestAddress];
        int length = ScopedAddress.From(address).WriteSocketAddress(image, 0);
        return new(ResolverCalls.NameOf(image[..length], out string name), name);
    }

    private static async ValueTask<IReadOnlyList<IPAddress>> AnswerOf(ValueTask<Answer<List<byte[]>>?> answer,
        string name, AddressFamily family) => Of(await answer.ConfigureAwait(false), name, family);

    private static IPAddress[] Of(Answer<List<byte[]>>? answer, string name, AddressFamily family)
    {
        int error = answer?.Error ?? (int)ErrorNumber.ETIMEDOUT;
        return error == 0 ? AddressesIn(answer!.Value.Found) : throw Failure(error, name, family);
    }

    private static IPAddress[] AddressesIn(List<byte[]> images) =>
        [.. images.Select(image => ScopedAddress.FromSocketAddress(image).ToIPAddress()).Distinct()];

    private static HostNameException Failure(int error, string name, AddressFamily family) => new("getaddrinfo", error, name, family);

    private static int NumberOf(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => Constants.AF_INET,
        AddressFamily.InterNetworkV6 => Constants.AF_INET6,
        _ => (int)family, // which the resolver may refuse
    };
}
