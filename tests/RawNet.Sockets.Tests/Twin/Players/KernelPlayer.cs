using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin.Players;

/// <summary>This library in the subject's place: the steps that twin.py plays, on a <see cref="KernelSocket"/> each.</summary>
internal sealed partial class KernelPlayer : IPlayer
{
    private static readonly TimeSpan _patience = Patience.Seconds(10);
    private readonly ConcurrentDictionary<string, KernelSocket> _sockets = new();
    private readonly ConcurrentDictionary<string, Stream> _files = new();
    private readonly ConcurrentDictionary<string, int> _descriptors = new();
    private readonly Dictionary<string, Func<JsonObject, JsonNode?>> _calls;
    private readonly Worker _first, _second;
    private JsonObject _answer = [];

    public KernelPlayer(Host host)
    {
        _first = new Worker(host);
        _second = new Worker(host);
        _calls = [];
        AddSockets();
        AddMessages();
        AddOptions();
        AddFiles();
        AddPreparations();
    }

    public JsonObject Ask(JsonObject step) => (string)step["op"]! switch
    {
        "start" => Start(step),
        "finish" => Finish(),
        "run" => RunOnSecond(step),
        _ => Reset(),
    };

    public void Dispose()
    {
        Reset();
        _first.Dispose();
        _second.Dispose();
    }

    private JsonObject Start(JsonObject step)
    {
        _first.Start(() => _answer = Answer(step));
        return _first.Waits() ? new() { ["waits"] = true } : _answer;
    }

    private JsonObject Finish() => _first.Ends(_patience) ? _answer : throw new PlayerException("the call never ended");

    private JsonObject RunOnSecond(JsonObject step)
    {
        JsonObject answer = [];
        _second.Start(() => answer = Answer(step));
        return _second.Ends(_patience) ? answer
            : throw new PlayerException($"this call never ended: {step.ToJsonString(TwinJson.Options)}");
    }

    private JsonObject Reset()
    {
        foreach (Stream file in _files.Values)
            file.Dispose();
        foreach (KernelSocket socket in _sockets.Values)
            socket.Dispose();
        foreach (int descriptor in _descriptors.Values)
            new SafeDescriptor(descriptor).Dispose();
        _files.Clear();
        _sockets.Clear();
        _descriptors.Clear();
        return new() { ["value"] = null };
    }

    /// <summary>What a call answers: a value or an error number; "closed" of an object that was.</summary>
    private JsonObject Answer(JsonObject step)
    {
        try
        {
            return new() { ["value"] = _calls[(string)step["call"]!](step) };
        }
        catch (SystemCallException e)
        {
            return new() { ["error"] = e.ErrorNumber };
        }
        catch (PlayerRefusal e)
        {
            return new() { ["error"] = e.Number };
        }
        catch (PlayerException e)
        {
            return new() { ["error"] = e.Message };
        }
        catch (ObjectDisposedException)
        {
            return new() { ["error"] = "closed" };
        }
        catch (Exception e)
        {
            return new() { ["error"] = e.ToString() };
        }
    }

    private KernelSocket Of(JsonObject step) => Of(_sockets, step.Text("on"));

    // What a step before it should have made.
    private static T Of<T>(ConcurrentDictionary<string, T> all, string name) =>
        all.TryGetValue(name, out T? found) ? found : throw new PlayerException($"there is no {name}");

    private void Add(string call, Action<JsonObject> act) => _calls[call] = step =>
    {
        act(step);
        return null;
    };

    private void Add(string call, Func<JsonObject, JsonNode?> ask) => _calls[call] = ask;
}
