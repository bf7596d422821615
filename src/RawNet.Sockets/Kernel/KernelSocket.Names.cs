using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

// Hosts by name. A socket that exists takes its family's first answer of the resolver, as Python's does; a new connection tries each.
public partial class KernelSocket
{
    /// <summary><see cref="Bind(EndPoint)"/> to the first address that the resolver knows of the host in the socket's family.</summary>
    /// <param name="host">A name or an address (<see cref="HostName"/>).</param>
    /// <param name="port">0 for the kernel's choice.</param>
    /// <exception cref="HostNameException">The resolver's reason.</exception>
    /// <exception cref="SystemCallException">As <see cref="Bind(EndPoint)"/>.</exception>
    public void Bind(string host, int port) => Bind(FirstOf(host, port));

    /// <summary><see cref="Connect(EndPoint)"/> to the first address that the resolver knows of the host in the socket's family. The
    /// timeout is not the resolver's.</summary>
    /// <exception cref="HostNameException">The resolver's reason.</exception>
    /// <exception cref="SystemCallException">As <see cref="Connect(EndPoint)"/>.</exception>
    public void Connect(string host, int port) => Connect(FirstOf(host, port));

    /// <summary><see cref="ConnectEx(EndPoint)"/> to the first address that the resolver knows of the host in the socket's
    /// family.</summary>
    /// <returns>As <see cref="ConnectEx(EndPoint)"/>.</returns>
    /// <exception cref="HostNameException">The resolver's reason, as connect_ex of Python raises it.</exception>
    public int ConnectEx(string host, int port) => ConnectEx(FirstOf(host, port));

    /// <summary>sendto(2) to the first address that the resolver knows of the host in the socket's family.</summary>
    /// <returns>Bytes taken.</returns>
    /// <exception cref="HostNameException">The resolver's reason.</exception>
    /// <exception cref="SystemCallException">As <see cref="Send(ReadOnlySpan{byte}, MessageFlags)"/>.</exception>
    public int SendTo(ReadOnlySpan<byte> bytes, string host, int port, MessageFlags flags = MessageFlags.None) =>
        SendTo(bytes, FirstOf(host, port), flags);

    /// <summary>A new STREAM socket that is connected: to the first address of the host that takes the connection, with a socket of
    /// its own for each that is tried (Python's create_connection).</summary>
    /// <param name="host">A name or an address (<see cref="HostName"/>).</param>
    /// <param name="port">Of TCP.</param>
    /// <param name="family">InterNetwork or InterNetworkV6; Unspecified for both, in the order of RFC 6724.</param>
    /// <param name="timeout">The socket's from the beginning (<see cref="Timeout"/>), for each address anew; not the resolver's.</param>
    /// <exception cref="HostNameException">The resolver's reason.</exception>
    /// <exception cref="SystemCallException">No address took the connection: what the last one met.</exception>
    public static KernelSocket CreateConnection(string host, int port, AddressFamily family = AddressFamily.Unspecified,
        TimeSpan? timeout = null)
    {
        IReadOnlyList<IPAddress> found = HostName.Resolve(host, family);
        for (int i = 0; ; i++)
        {
            try
            {
                return Connected(new(found[i], port), timeout);
            }
            catch (SystemCallException) when (i + 1 < found.Count)
            {
                // The next address may take it.
            }
        }
    }

    /// <summary><see cref="CreateConnection"/>, awaited, for as long as the token lets it. All sockets are in the network namespace of
    /// the calling thread.</summary>
    /// <param name="host">A name or an address (<see cref="HostName"/>).</param>
    /// <param name="port">Of TCP.</param>
    /// <param name="family">InterNetwork or InterNetworkV6; Unspecified for both, in the order of RFC 6724.</param>
    /// <param name="stop">Ends the wait at once, for the resolver too.</param>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    /// <inheritdoc cref="CreateConnection"/>
    public static async ValueTask<KernelSocket> ConnectAsync(string host, int port, AddressFamily family = AddressFamily.Unspecified,
        CancellationToken stop = default)
    {
        using CandidateSockets candidates = new(port);
        IReadOnlyList<Candidate> all = await HostName.MadeOfAsync(host, family, candidates.OpenAll, stop).ConfigureAwait(false);
        for (int i = 0; ; i++)
        {
            try
            {
                return await all[i].ConnectAsync(stop).ConfigureAwait(false);
            }
            catch (SystemCallException) when (i + 1 < all.Count)
            {
                // The next address may take it.
            }
        }
    }

    private static KernelSocket Connected(IPEndPoint address, TimeSpan? timeout)
    {
        KernelSocket socket = Open(address.AddressFamily, SocketType.Stream);
        try
        {
            if (timeout is not null)
                socket.Timeout = timeout;
            socket.Connect(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private IPEndPoint FirstOf(string host, int port) => new(HostName.Resolve(host, FamilyNumber switch
    {
        Constants.AF_INET6 => AddressFamily.InterNetworkV6,
        Constants.AF_INET or Constants.AF_RDS => AddressFamily.InterNetwork,
        _ => (AddressFamily)FamilyNumber, // which the resolver refuses
    })[0], port);
}
