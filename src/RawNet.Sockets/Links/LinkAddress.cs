using System.Net;

namespace RawNet.Sockets;

/// <summary>An address of an interface, with the part of it that all hosts of the link share.</summary>
/// <param name="Address">A link-local one carries its scope.</param>
/// <param name="PrefixLength">Bits, 0 to 32 or 128 (struct ifaddrmsg, ifa_prefixlen). On a point-to-point
/// link, of the peer's address.</param>
public readonly record struct LinkAddress(IPAddress Address, int PrefixLength);
