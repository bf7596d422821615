using System.Text.Json.Nodes;

namespace RawNet.Sockets.Tests.Twin.Players;

/// <summary>Plays steps: a process of Python's, or this library.</summary>
internal interface IPlayer : IDisposable
{
    /// <summary>What is to be done stands in op: start a step and look whether it waits, finish what waits, run a step on another
    /// thread, reset.</summary>
    /// <exception cref="PlayerException">It does not answer any more.</exception>
    JsonObject Ask(JsonObject step);
}

/// <summary>A player that is lost: the call in it never ended.</summary>
internal sealed class PlayerException(string message) : Exception(message);
