namespace RawNet.Sockets;

/// <summary>Turns the negative error number of a native call into the library's exception.</summary>
internal static class SystemCall
{
    public static int Checked(int result, string operation, string subject = "") =>
        result >= 0 ? result : throw new SystemCallException(operation, -result, subject);
}
