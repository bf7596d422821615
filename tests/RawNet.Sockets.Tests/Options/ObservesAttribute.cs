namespace RawNet.Sockets.Tests.Options;

/// <summary>Names the options whose effect a test sees; a name that stands at several levels follows its level.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ObservesAttribute(params string[] options) : Attribute
{
    public IReadOnlyList<string> Options => options;
}
