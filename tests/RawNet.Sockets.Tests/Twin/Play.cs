using System.Text.Json.Nodes;
using RawNet.Sockets.Tests.Twin.Players;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>What one player made of one situation.</summary>
/// <param name="Lines">Each step with its answer.</param>
/// <param name="Shown">The subject's answers after the preparations: what the situation shows.</param>
internal sealed record Transcript(IReadOnlyList<string> Lines, string Shown);

/// <summary>One run of one situation.</summary>
internal sealed class Play(IPlayer subject, IPlayer peer, Names names)
{
    private const int TimedOut = 110, Again = 11;
    private readonly List<string> _lines = [];
    private readonly List<string> _shown = [];
    private bool _hasTimeOfTheKernels;

    public Transcript Of(Cell cell)
    {
        Step[] steps = [.. cell.Steps()];
        _hasTimeOfTheKernels = cell.Probe.Name.Contains("TIMEO", StringComparison.Ordinal); // SO_RCVTIMEO, SO_SNDTIMEO
        bool isDone = true;
        for (int i = 0; i < steps.Length; i++)
        {
            Step step = steps[i];
            if (step.IsMeanwhile || (step.IsIfDone && !isDone))
                continue;
            JsonNode? answer = step is { Actor: Actor.Subject, IsPreparation: false } && !IsHelp(step)
                ? Ask(step, steps[(i + 1)..]) : Tell(step, Run(step));
            if (!step.IsIfDone)
                isDone = answer!["error"] is null;
        }
        return new(_lines, string.Join('\n', _shown));
    }

    private JsonNode? Ask(Step step, Step[] next)
    {
        JsonObject answer = subject.Ask(With(step, "start"));
        bool hasWaited = answer["waits"] is not null;
        if (hasWaited)
        {
            foreach (Step meanwhile in next.TakeWhile(s => s.IsMeanwhile))
                Tell(meanwhile, Run(meanwhile));
            answer = subject.Ask(new() { ["op"] = "finish" });
        }
        // It took the clock to say so: whether it was looked at in time is not the question.
        hasWaited |= Is(answer["error"], TimedOut) || (step.Name == "connect_ex" && Is(answer["value"], TimedOut))
            || (_hasTimeOfTheKernels && Is(answer["error"], Again));
        return Tell(step, answer, hasWaited ? " after a wait" : "");
    }

    private static bool Is(JsonNode? answer, int number) =>
        answer is JsonValue value && value.TryGetValue(out int told) && told == number;

    // What fills a buffer waits only to see that it stays full.
    private static bool IsHelp(Step step) => step.Name is "fill" or "ready" or "pause";

    private JsonObject Run(Step step) => (step.Actor == Actor.Peer ? peer : subject).Ask(With(step, "run"));

    private JsonNode? Tell(Step step, JsonNode answer, string waited = "")
    {
        JsonNode? told = names.Tell(step, answer);
        string text = told!.ToJsonString(TwinJson.Options) + waited;
        _lines.Add($"{step} => {text}");
        if (step is { Actor: Actor.Subject, IsPreparation: false } && !IsHelp(step))
            _shown.Add(text);
        return told;
    }

    private JsonObject With(Step step, string op)
    {
        JsonObject call = names.Resolve(step.Call);
        call["op"] = op;
        return call;
    }
}
