using System.Globalization;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>One kind of socket: the three arguments of socket(2), and how an echo goes over it.</summary>
/// <param name="Family">The family.</param>
/// <param name="Type">The type; .NET's numbers are Linux's.</param>
/// <param name="Protocol">The protocol; of packet sockets the EtherType in the host's order.</param>
/// <param name="Echo">How an echo goes; None where no kernel offers the kind.</param>
public sealed record SocketKind(SocketFamily Family, SocketType Type, int Protocol, EchoKind Echo)
{
    /// <summary>The protocol's name, or its number where it has none.</summary>
    public string ProtocolName { get; init; } = Protocol.ToString(CultureInfo.InvariantCulture);

    /// <summary>The kernel module that brings it where it is not built in.</summary>
    public string? Module { get; init; } = Family.Module;

    /// <summary>The kernel's switches for it, if there are any.</summary>
    public IReadOnlyList<KernelSwitch> Switches { get; init; } = [];

    /// <summary>Whether some Linux kernel has it.</summary>
    public bool IsOffered => Echo != EchoKind.None;

    /// <summary>Whether one direction of a connection can be closed alone. SCTP ends both, and TIPC refuses
    /// to close one (EINVAL).</summary>
    public bool HalfCloses => Echo == EchoKind.Stream && Protocol != Constants.IPPROTO_SCTP && Family != SocketFamily.Tipc;

    /// <summary>The type in the documents' word, in lower case.</summary>
    public string TypeName => NameOf(Type);

    /// <summary>Whether socket(2) is given the protocol 0 and the kernel chooses; <see cref="Protocol"/> is then what it chooses
    /// where it does not refuse.</summary>
    public bool IsKernelsChoice { get; init; }

    /// <summary>The third argument of socket(2). A packet socket is opened with none, for which nothing arrives,
    /// and gets its EtherType with bind(2).</summary>
    internal int OpeningProtocol => IsKernelsChoice || Family.Number == Constants.AF_PACKET ? 0 : Protocol;

    /// <summary>The documents' word for a type, in lower case.</summary>
    public static string NameOf(SocketType type) => type.ToString().ToLowerInvariant();

    /// <summary>Opens such a socket in the network namespace of the calling thread.</summary>
    /// <exception cref="SystemCallException">The kernel refuses; <see cref="SocketKindState"/> tells why.</exception>
    public KernelSocket Open() => KernelSocket.Open(Family.Number, (int)Type, OpeningProtocol);

    /// <inheritdoc/>
    public override string ToString() => $"{Family} {TypeName} {ProtocolName}";
}

/// <summary>A file of the kernel that says whether something is switched off.</summary>
/// <param name="Path">Of /proc or /sys.</param>
/// <param name="Off">What it holds when switched off.</param>
public sealed record KernelSwitch(string Path, string Off)
{
    /// <summary>False also when the kernel does not have the file.</summary>
    public bool IsOff => File.Exists(Path) && File.ReadAllText(Path).Trim() == Off;
}
