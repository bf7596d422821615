using System.ComponentModel;
using System.Diagnostics;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Signals;
using RawNet.Sockets;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.Cli.Verify;

/// <summary>tshark, run with an argument list and never through a shell.</summary>
internal sealed class Tshark(string program)
{
    private static readonly string _fix = $"install it with '{Superuser.Line("apt install tshark")}', or name it with --tshark PATH";

    /// <summary>The program's own name and version: "TShark (Wireshark) 4.0.17".</summary>
    /// <exception cref="NotPermittedException">There is no such program, or it does not answer.</exception>
    public string Version() => Ask("--version").FirstOrDefault(line => line.Length > 0)?.Split(" (Git")[0]
        ?? throw new NotPermittedException($"'{program}' prints no version; {_fix}");

    /// <summary>The field names that it knows.</summary>
    public WitnessNames Names()
    {
        WitnessNames? names = null;
        Run(["-G", "fields"], null, output => names = WitnessNames.Read(output));
        return names is { Count: > 0 } ? names : throw new NotPermittedException($"'{program} -G fields' lists no field; {_fix}");
    }

    /// <summary>A configuration folder made for it; the caller deletes it.</summary>
    public TsharkProfile Profile() => TsharkProfile.Create(Ask("-G", "protocols"));

    /// <summary>Shows a capture packet by packet while tshark goes on; gives what it complained of, or null.</summary>
    /// <param name="file">The capture.</param>
    /// <param name="profile">How tshark is set.</param>
    /// <param name="isEnough">Asked behind <paramref name="read"/>: then what tshark has not yet said is not waited for.</param>
    /// <param name="read">Reads.</param>
    public string? Dissect(string file, TsharkProfile profile, Func<bool> isEnough, Action<PdmlReader> read)
    {
        string? broken = null;
        string? complaint = Run(["-n", "-r", file, "-T", "pdml"], profile.Folder, output =>
        {
            using var packets = new PdmlReader(output.BaseStream);
            read(packets);
            broken = packets.Error;
        }, isEnough);
        return complaint ?? broken;
    }

    private List<string> Ask(params string[] arguments)
    {
        var lines = new List<string>();
        Run(arguments, null, output =>
        {
            while (output.ReadLine() is { } line) lines.Add(line);
        });
        return lines;
    }

    private string? Run(IEnumerable<string> arguments, string? configuration, Action<StreamReader> read, Func<bool>? isEnough = null)
    {
        using Process process = Start(arguments, configuration);
        try
        {
            process.StandardInput.Close();
            Task<string> complaints = process.StandardError.ReadToEndAsync();
            read(process.StandardOutput);
            if (isEnough?.Invoke() == true) return null;
            process.StandardOutput.BaseStream.CopyTo(Stream.Null);
            process.WaitForExit();
            return process.ExitCode == 0 ? null : LastSentence(complaints.Result) ?? $"it ended with status {process.ExitCode}";
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private Process Start(IEnumerable<string> arguments, string? configuration)
    {
        if (NativeText.HasBytes(program))
            throw new UsageException(
                $"'{program}' holds bytes that are no UTF-8 and cannot be started by it: a link to it with another name would be");
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        (info.Environment["TZ"], info.Environment["LC_ALL"]) = ("UTC", "C.UTF-8");
        Headroom.CheckPrograms();
        if (configuration is not null) info.Environment["WIRESHARK_CONFIG_DIR"] = configuration;
        try
        {
            return Process.Start(info) ?? throw new NotPermittedException($"'{program}' did not start; {_fix}");
        }
        catch (Win32Exception missing)
        {
            string reason = missing.NativeErrorCode switch
            {
                2 => "there is no such program",
                13 => "it may not be executed",
                _ => missing.Message,
            };
            throw new NotPermittedException($"'{program}' cannot be run ({reason}); {_fix}");
        }
    }

    private static string? LastSentence(string complaints) =>
        complaints.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(line => !line.StartsWith("Running as user", StringComparison.Ordinal));
}
