namespace RawNet.Sockets;

/// <summary>Which of getsockopt(2) and setsockopt(2) an option has.</summary>
[Flags]
public enum OptionAccess
{
    /// <summary>Read only; setting it ends in ENOPROTOOPT.</summary>
    Get = 1,

    /// <summary>Set only; reading it ends in ENOPROTOOPT or says nothing of what was set.</summary>
    Set = 2,

    /// <summary>Both.</summary>
    GetAndSet = Get | Set,
}
