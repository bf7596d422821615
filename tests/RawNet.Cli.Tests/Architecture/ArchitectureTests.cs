using System.Reflection;
using RawNet.Cli.Common.Errors;
using RawNet.Sockets;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>What is written once stays so: <c>tests/architecture</c> prints the numbers, the places, and how they are told.</summary>
public class ArchitectureTests(Measures measures) : IClassFixture<Measures>
{
    private static readonly CompiledMethod[] _samples = CompiledMethod.In(Assembly.GetExecutingAssembly());

    [Theory]
    [InlineData("receive loops for probes", 1)]
    [InlineData("receive loops for frames", 1)]
    [InlineData("receive loops for echo", 1)]
    [InlineData("receive loops for others", 0)]
    [InlineData("places that match replies", 1)]
    [InlineData("literal offsets", 0)]
    [InlineData("forms of a packet's values", 1)]
    public void EachStandsInSoManyPlaces(string title, int count) =>
        Assert.True(measures[title].Places.Count == count, $"{count} expected of {measures[title]}");

    [Theory]
    [InlineData(nameof(Samples.Index), true)]
    [InlineData(nameof(Samples.SliceOfSpan), true)]
    [InlineData(nameof(Samples.PartOfArray), true)]
    [InlineData(nameof(Samples.BehindSomething), true)]
    [InlineData(nameof(Samples.Store), true)]
    [InlineData(nameof(Samples.EitherWay), true)]
    [InlineData(nameof(Samples.FromTheBeginning), false)]
    [InlineData(nameof(Samples.FromTheEnd), false)]
    [InlineData(nameof(Samples.Listed), false)]
    [InlineData(nameof(Samples.Counted), false)]
    [InlineData(nameof(Samples.OfText), false)]
    public void ALiteralOffsetIsToldFromOtherNumbers(string sample, bool isOne) =>
        Assert.Equal(isOne, LiteralOffsets.IsIn(_samples.Single(m => m.Class == typeof(Samples) && m.Method.Name == sample)));

    [Fact]
    public void EveryRoomForLiteralOffsetsIsNeeded()
    {
        CompiledMethod[] methods = CompiledMethod.In(typeof(ExitCode).Assembly, typeof(RawSocket).Assembly);
        Assert.All(LiteralOffsets.Rooms.Keys, room => Assert.Contains(methods, m => m.Class.FullName == room && LiteralOffsets.IsIn(m)));
    }
}
