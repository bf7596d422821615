using RawNet.Probing;

namespace RawNet.Cli.Common.Sending;

/// <summary>One frame that answers.</summary>
/// <param name="Relation">How.</param>
/// <param name="Packet">The number of the packet it answers, from 1.</param>
/// <param name="From">Who sent it.</param>
/// <param name="TimeNanoseconds">The kernel's time, since 1970.</param>
/// <param name="RoundTripNanoseconds">Since the packet was handed to the kernel.</param>
/// <param name="Length">Bytes of the frame.</param>
internal readonly record struct Answer(Relation Relation, long Packet, NetworkAddress From,
    long TimeNanoseconds, long RoundTripNanoseconds, int Length);
