using RawNet.Cli.Tests.Architecture;
using RawNet.Wire;

namespace RawNet.Tests.Architecture;

/// <summary>Who reads a folder of the library has to know those below it, and never what stands above.</summary>
public class RoomTests
{
    private static readonly RoomArrows _arrows = new(typeof(View).Assembly);

    // As the README lists them.
    private static readonly string[] _engine =
        ["Values", "Messages", "Declaring", "Building", "Reading", "Matching", "Expressions", "Showing"];

    [Fact]
    public void ARoomsArrowsAreSeen() =>
        Assert.Equal(["Wire/Messages", "Wire/Values"], _arrows.UsedBy("Wire/Declaring").Order(StringComparer.Ordinal));

    [Fact]
    public void RoomsFormNoCircle() => Assert.Empty(_arrows.InCircles);

    /// <summary>One who reads the engine can walk it from the first folder to the last.</summary>
    [Fact]
    public void EachRoomOfTheEngineUsesOnlyThoseBeforeIt() => Assert.All(
        _arrows.All.Where(arrow => arrow.Room.StartsWith("Wire/", StringComparison.Ordinal)),
        arrow => Assert.True(Place(arrow.Used) < Place(arrow.Room), arrow.Example));

    private static int Place(string room)
    {
        int place = Array.IndexOf(_engine, room["Wire/".Length..]);
        return place >= 0 ? place : throw new InvalidOperationException($"{room} is no room of the engine");
    }
}
