namespace RawNet.Sockets;

/// <summary>What became of the interface that a packet socket, or an echo server of frames, is bound to.</summary>
/// <param name="Downs">How often it was seen to go down, or away.</param>
/// <param name="Returns">How often it went away and an interface of its name was bound in its place.</param>
public readonly record struct LinkHistory(int Downs, int Returns);
