using RawNet.Probing.Groups;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>A host that joins and leaves as a scene says: the kernel's or ours.</summary>
internal interface ITwin
{
    void Set(string group, GroupFilter before, GroupFilter after);
}
