using System.Text;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Recorded;

/// <summary>
/// Runs the lines of one scene: in a new folder with <c>captures</c> in it, with <c>rawnet</c> on the search path, and on hosts of its own.
/// </summary>
internal sealed class Scene : IDisposable
{
    private readonly Lazy<RecordedLab> _lab = new(() => new RecordedLab());
    private readonly string _folder = Directory.CreateTempSubdirectory("rawnet-record-").FullName;
    private readonly string _programs = Directory.CreateTempSubdirectory("rawnet-record-").FullName;

    public Scene()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "captures"), Rawnet.File("captures"));
        File.CreateSymbolicLink(Path.Combine(_programs, "rawnet"), Rawnet.Path);
    }

    /// <summary>What each line said, by its heading.</summary>
    public static Dictionary<string, string> Run(IEnumerable<RecordedLine> lines)
    {
        using Scene scene = new();
        return scene.Play(lines);
    }

    public void Dispose()
    {
        if (_lab.IsValueCreated) _lab.Value.Dispose();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_programs, recursive: true);
    }

    private Dictionary<string, string> Play(IEnumerable<RecordedLine> lines)
    {
        Dictionary<string, string> texts = [];
        List<(RecordedLine Line, RunningPeer Peer)> beside = [];
        foreach (RecordedLine line in lines)
        {
            if (line.Ending == Ending.Waited) texts.Add(line.Heading, Named(line, () => Finish(line)));
            else beside.Add((line, Named(line, () => Start(line))));
        }
        foreach ((RecordedLine line, RunningPeer peer) in beside) texts.Add(line.Heading, Named(line, () => End(line, peer)));
        return texts;
    }

    private static T Named<T>(RecordedLine line, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (TimeoutException failure)
        {
            throw new TimeoutException($"{line.Heading}: {failure.Message}", failure);
        }
    }

    private string Finish(RecordedLine line)
    {
        string[] words = Words(line, line.Command);
        PeerResult result = Peer.Run(words[0], words[1..]);
        return Text(line, result.Text, result.Errors, result.ExitCode);
    }

    // Its first words say that it is at work. It takes the place of the shell, so that the signal is its own.
    private RunningPeer Start(RecordedLine line)
    {
        string[] words = Words(line, $"exec {line.Command}");
        RunningPeer peer = _lab.Value.Host(line.Place).Start(words[4], words[5..]);
        peer.Wait(() => peer.Errors.Length + peer.Output().Length > 0, "its first word");
        return peer;
    }

    private string End(RecordedLine line, RunningPeer peer)
    {
        int status = line.Ending == Ending.Interrupted ? InterruptQuiet(peer) : peer.WaitForEnd();
        return Text(line, Encoding.UTF8.GetString(peer.Output()), peer.Errors, status);
    }

    private string Text(RecordedLine line, string output, string errors, int status) =>
        RecordedOutput.Of(line, WithoutFolder(output), WithoutFolder(errors), status);

    private string WithoutFolder(string text) => text.Replace(_folder, "<folder>", StringComparison.Ordinal);

    // Whoever has been silent for this long has said what it has to say, also on a machine with much else to do.
    private static int InterruptQuiet(RunningPeer peer)
    {
        int said;
        do
        {
            said = peer.Errors.Length + peer.Output().Length;
            Thread.Sleep(1500);
        }
        while (peer.Errors.Length + peer.Output().Length != said);
        return peer.Interrupt();
    }

    private string[] Words(RecordedLine line, string command)
    {
        string[] entry = line.IsInALab ? ["ip", "netns", "exec", _lab.Value.Host(line.Place).Name] : [];
        string path = $"PATH={_programs}:{Environment.GetEnvironmentVariable("PATH")}";
        return [.. entry, "env", "-C", _folder, path, "sh", "-c", command];
    }
}
