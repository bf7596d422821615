using System.Runtime.CompilerServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>One report of the error queue (IP_RECVERR, ip(7)): an ICMP error about a packet that this
/// socket sent, or a local failure.</summary>
/// <param name="Origin">None when the queue was empty.</param>
/// <param name="ErrorName">What a send would have failed with: EHOSTUNREACH, EMSGSIZE, ECONNREFUSED ...</param>
/// <param name="Type">ICMP type, 0 for local failures.</param>
/// <param name="Code">ICMP code, 0 for local failures.</param>
/// <param name="Info">The MTU with EMSGSIZE; the new gateway of a redirect.</param>
/// <param name="Offender">Who sent the ICMP error; no address for local failures.</param>
/// <param name="Destination">Where the failed packet was sent to.</param>
/// <param name="Length">Bytes of the failed packet in the buffer: as the socket sent it, without
/// an IP header that the kernel wrote.</param>
/// <param name="TimeNanoseconds">Arrival since 1970 (SO_TIMESTAMPNS).</param>
public readonly record struct ErrorReport(
    ErrorOrigin Origin, string ErrorName, byte Type, byte Code, uint Info,
    ScopedAddress Offender, ScopedAddress Destination, int Length, long? TimeNanoseconds)
{
    internal static ErrorReport From(in Received received, ReadOnlySpan<byte> address, ReadOnlySpan<byte> control, int length)
    {
        ExtendedError error = default;
        ScopedAddress offender = default;
        long? time = null;
        foreach (ControlMessage message in new ControlMessages(control))
        {
            time = message.TimeNanoseconds ?? time;
            if (!message.IsError || message.Read<ExtendedError>() is not { } told)
                continue;
            error = told;
            offender = ScopedAddress.FromSocketAddress(message.Data[Unsafe.SizeOf<ExtendedError>()..]);
        }
        ScopedAddress destination = ScopedAddress.FromSocketAddress(address[..received.AddressLength]);
        return new ErrorReport((ErrorOrigin)error.ee_origin, SystemCallException.Name((int)error.ee_errno), error.ee_type,
            error.ee_code, error.ee_info, offender, destination, Math.Min(length, received.Count), time);
    }
}
