namespace RawNet.Sockets.Linux;

/// <summary>Names the C type whose layout a structure repeats; its fields carry C's names.
/// A test lets the C compiler compare size and offsets.</summary>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class NativeLayoutAttribute(string type) : Attribute
{
    public string Type => type;
}
