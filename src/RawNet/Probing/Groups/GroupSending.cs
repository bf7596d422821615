namespace RawNet.Probing.Groups;

/// <summary>A message that an engine sends now.</summary>
/// <param name="Time">When, in nanoseconds of the clock that the engine is told.</param>
/// <param name="Sender">Which of the hosts, from 0; 0 for a querier.</param>
/// <param name="Source">The sender's address.</param>
/// <param name="Message">What is sent; <see cref="GroupDialect.PacketOf"/> makes the packet.</param>
public readonly record struct GroupSending(long Time, int Sender, NetworkAddress Source, GroupMessage Message);

/// <summary>Takes what an engine sends, at once.</summary>
public delegate void GroupSendHandler(in GroupSending sending);
