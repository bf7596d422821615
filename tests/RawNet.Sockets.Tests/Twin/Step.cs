using System.Text.Json;
using System.Text.Json.Nodes;
using RawNet.Sockets.Tests.Twin.Players;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>Who does a step: the subject, another thread of the subject, or the peer.</summary>
internal enum Actor
{
    Subject,
    Helper,
    Peer,
}

/// <summary>One call on one named socket, with its arguments as every player reads them.</summary>
/// <param name="Actor">Who does it.</param>
/// <param name="Call">The call and its arguments. In texts, {S} and {P} are the hosts' addresses, {dir} a folder; an address @P.q is
/// what the peer's socket q was told by getsockname.</param>
internal sealed record Step(Actor Actor, JsonObject Call)
{
    /// <summary>Done only while the subject's step before it waits: it is what that step waits for.</summary>
    public bool IsMeanwhile { get; init; }

    /// <summary>Done only when the step before it was no failure.</summary>
    public bool IsIfDone { get; init; }

    /// <summary>It prepares the situation: its answer must be equal, but is no part of what the situation shows.</summary>
    public bool IsPreparation { get; init; }

    public string Name => (string)Call["call"]!;

    public override string ToString() => $"{Actor} {Call.ToJsonString(TwinJson.Options)}{(IsMeanwhile ? " meanwhile" : "")}";

    public static Step Of(Actor actor, string call, string on, object? arguments = null)
    {
        JsonObject all = new() { ["call"] = call, ["on"] = on };
        if (arguments is not null)
            foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(arguments)!.AsObject())
                all[name] = value?.DeepClone();
        return new(actor, all);
    }
}
