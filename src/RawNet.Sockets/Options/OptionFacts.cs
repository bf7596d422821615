namespace RawNet.Sockets;

/// <summary>What is known of an option beside its number and type. The table in this folder's README is made of it.</summary>
/// <param name="Effect">What Linux does with it, one phrase.</param>
/// <param name="Default">Of a new socket, as text; the name of a sysctl when that decides; empty when there is none to tell.</param>
/// <param name="Range">Values that are taken; empty when the type says it all.</param>
/// <param name="Access">Whether it is read, set, or both.</param>
/// <param name="Right">Who may set it.</param>
public sealed record OptionFacts(string Effect, string Default = "0", string Range = "",
    OptionAccess Access = OptionAccess.GetAndSet, OptionRight Right = OptionRight.Anyone)
{
    /// <summary>Of an option that nobody has described.</summary>
    public static OptionFacts Unknown { get; } = new("", Default: "");
}
