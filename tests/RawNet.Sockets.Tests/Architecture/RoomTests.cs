using System.Reflection;
using RawNet.Cli.Tests.Architecture;

namespace RawNet.Sockets.Tests.Architecture;

/// <summary>Who reads a room of the library has to know those below it, and never what stands above.</summary>
public class RoomTests
{
    private static readonly Assembly _library = typeof(RawSocket).Assembly;
    private static readonly RoomArrows _arrows = new(_library);

    [Fact]
    public void ARoomsArrowsAreSeen() => Assert.Equal(["Linux", "Rights"], _arrows.UsedBy("Errors").Order(StringComparer.Ordinal));

    [Fact]
    public void RoomsFormNoCircle() => Assert.Empty(_arrows.InCircles);

    [Fact]
    public void NativeCallsKnowNothingAboveThem() => Assert.Empty(_arrows.UsedBy("Linux"));

    /// <summary>Else its arrows would not be seen.</summary>
    [Fact]
    public void EveryTypeLiesInARoom()
    {
        SourceFolders folders = new(_library);
        Assert.All(_library.GetTypes().Where(type => type.Namespace?.StartsWith("RawNet", StringComparison.Ordinal) == true),
            type => Assert.True(folders.Of(type) is { Length: > 0 }, type.FullName));
        Assert.Equal(("Linux", "Options", "Options/Groups", "Packet"), (folders.Of(typeof(Linux.ErrorNumber)),
            folders.Of(typeof(OptionRight)), folders.Of(typeof(Membership)), folders.Of(typeof(IFrameSource))));
    }
}
