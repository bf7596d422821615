using System.Diagnostics;
using System.Text.Json.Nodes;

namespace RawNet.Sockets.Tests.Twin.Players;

/// <summary>twin.py in a host, the judge in the subject's place or the peer.</summary>
internal sealed class PythonPlayer : IPlayer
{
    private static readonly string _program = Path.Combine(AppContext.BaseDirectory, "Twin", "Players", "twin.py");
    private readonly Process _process;

    public PythonPlayer(string host)
    {
        ProcessStartInfo info = new("ip", ["netns", "exec", host, "python3", _program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        info.Environment["PYTHONUTF8"] = "1";
        _process = Process.Start(info) ?? throw new InvalidOperationException("python3 did not start");
    }

    public JsonObject Ask(JsonObject step)
    {
        try
        {
            _process.StandardInput.WriteLine(step.ToJsonString());
            _process.StandardInput.Flush();
        }
        catch (IOException e)
        {
            throw new PlayerException($"Python is gone: {e.Message}");
        }
        return _process.StandardOutput.ReadLine() is { } line
            ? JsonNode.Parse(line)!.AsObject()
            : throw new PlayerException($"Python gave up at {step.ToJsonString(TwinJson.Options)}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
