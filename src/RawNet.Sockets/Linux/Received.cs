namespace RawNet.Sockets.Linux;

/// <summary>What recvmsg(2) left: a count or the negative error number, the lengths it filled, and MSG_TRUNC or MSG_CTRUNC.</summary>
internal readonly record struct Received(int Count, int AddressLength, int ControlLength, int Flags)
{
    public bool Truncated => (Flags & Constants.MSG_TRUNC) != 0;

    public bool ControlTruncated => (Flags & Constants.MSG_CTRUNC) != 0;
}
