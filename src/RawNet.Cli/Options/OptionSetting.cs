using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Options;

/// <summary>Sets an option by text; what goes wrong becomes one sentence that says what would be right.</summary>
internal static class OptionSetting
{
    /// <exception cref="UsageException">The text is no value of the option, or the kernel does not take it.</exception>
    /// <exception cref="NotPermittedException">The option is only read.</exception>
    public static void Set(SocketOption option, KernelSocket socket, string text)
    {
        try
        {
            option.SetText(socket, text);
        }
        catch (Exception refused) when (option.Facts.Access == OptionAccess.Get
            && refused is FormatException or SystemCallException { ErrorName: "ENOPROTOOPT" })
        {
            throw new NotPermittedException($"{option} is only read (ENOPROTOOPT): {option.Facts.Effect}");
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException)
        {
            throw new UsageException($"'{text}' is no value of {option}: {OptionsText.WantedBy(option)} is wanted");
        }
        catch (SystemCallException unknown) when (unknown.Operation == "interface" && unknown.ErrorName == "ENODEV")
        {
            throw new BadInputException($"there is no interface '{unknown.Subject}' for {option}");
        }
        catch (SystemCallException refused) when (refused.ErrorName is "EINVAL" or "EDOM" or "ERANGE" or "ENODEV")
        {
            throw new BadInputException($"the kernel does not take '{text}' for {option} here ({refused.ErrorName}): "
                + $"{OptionsText.WantedBy(option)}; {option.Facts.Effect}");
        }
    }
}
