namespace RawNet.SharpPcap.Filters;

/// <summary>libpcap does not compile an expression; the message is its own sentence.</summary>
public sealed class PcapFilterException(string sentence) : Exception(sentence);
