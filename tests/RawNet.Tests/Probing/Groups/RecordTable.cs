namespace RawNet.Tests.Probing.Groups;

/// <summary>What a report does to a router's state, the same in both protocols (RFC 9776, 6.4.1 and 6.4.2;
/// RFC 9777, 7.4.1 and 7.4.2).</summary>
/// <remarks>Sources 1 and 2 are wanted before, in EXCLUDE 3 is excluded; 100 s have passed, so timers before are 170.
/// The report names sources 2, 3 and 4.</remarks>
internal static class RecordTable
{
    private const byte IsIn = 1, IsEx = 2, ToIn = 3, ToEx = 4, Allow = 5, Block = 6;

    /// <summary>The mode before, the record's type, the state after it, and what is asked: sources, or the group.</summary>
    public static TheoryData<string, byte, string, string> Rows { get; } = new()
    {
        { "in", IsIn, "INCLUDE(1:170,2:270,3:270,4:270)", "" },
        { "in", IsEx, "EXCLUDE(2:170;3,4) 270", "" },
        { "in", Allow, "INCLUDE(1:170,2:270,3:270,4:270)", "" },
        { "in", Block, "INCLUDE(1:170,2:2)", "2" },
        { "in", ToEx, "EXCLUDE(2:2;3,4) 270", "2" },
        { "in", ToIn, "INCLUDE(1:2,2:270,3:270,4:270)", "1" },
        { "ex", IsIn, "EXCLUDE(1:170,2:270,3:270,4:270;) 170", "" },
        { "ex", IsEx, "EXCLUDE(2:170,4:270;3) 270", "" },
        { "ex", Allow, "EXCLUDE(1:170,2:270,3:270,4:270;) 170", "" },
        { "ex", Block, "EXCLUDE(1:170,2:2,4:2;3) 170", "2,4" },
        { "ex", ToEx, "EXCLUDE(2:2,4:2;3) 270", "2,4" },
        { "ex", ToIn, "EXCLUDE(1:2,2:270,3:270,4:270;) 2", "G 1" },
    };
}
