using System.Reflection;
using RawNet.Wire;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>Where it is decided which message that was sent another one answers.</summary>
internal sealed class ReplyPlaces
{
    private const string Rule = "each class that reads from a message what an answer repeats of its question: the bytes that an IcmpPair "
        + "has in common, the packet that an error quotes (IpMessage.QuotedIn), or a declared field named SequenceNumber, "
        + "Identifier beside one, AcknowledgmentNumber, SourcePort or DestinationPort, itself or through a property that gives such "
        + "a field; the ReplyMatcher and its key are one";

    private static readonly string[] _matcher = ["RawNet.Probing.ReplyMatcher", "RawNet.Probing.ReplyKey"];
    private static readonly string[] _repeated = ["SequenceNumber", "AcknowledgmentNumber", "SourcePort", "DestinationPort"];
    private readonly Calls _calls;
    private readonly HashSet<MethodBase> _giving;

    private ReplyPlaces(CompiledMethod[] methods)
    {
        _calls = new(methods);
        _giving = [.. methods.Where(m => m.Method is MethodInfo { ReturnType: var type } && type.IsAssignableTo(typeof(Field)))
            .Where(m => m.Instructions.Any(IsRepeatedField)).Select(m => m.Method)];
    }

    public static Measure In(CompiledMethod[] methods)
    {
        var places = new ReplyPlaces(methods);
        IEnumerable<CompiledMethod> elsewhere = methods.Where(m => m.Class.Namespace is not ("RawNet.Wire" or "RawNet.Protocols"));
        ILookup<bool, CompiledMethod> found = elsewhere.Where(places.Reads).ToLookup(m => _matcher.Contains(m.Class.FullName));
        string[] matcher = found[true].Any() ? [string.Join(", ", Measure.ByClass(found[true]))] : [];
        return new("places that match replies", Rule, [.. matcher, .. Measure.ByClass(found[false])]);
    }

    private bool Reads(CompiledMethod method) =>
        method.Instructions.Any(TakesCommonBytes)
        || method.Instructions.Zip(method.Instructions.Skip(1)).Any(pair => Names(pair.First) && IsGet(pair.Second));

    private bool Names(Instruction next) =>
        IsRepeatedField(next) || (next.Called is { } called && _calls.TargetsOf(CompiledMethod.DefinitionOf(called)).Any(_giving.Contains));

    private static bool TakesCommonBytes(Instruction next) =>
        next.Called is { Name: "Common", DeclaringType.Name: "IcmpPair" } or { Name: "QuotedIn", DeclaringType.Name: "IpMessage" };

    private static bool IsRepeatedField(Instruction next) =>
        next.Operand is FieldInfo { DeclaringType: { Namespace: "RawNet.Protocols" } message } field
        && (_repeated.Contains(field.Name) || (field.Name == "Identifier" && message.GetField("SequenceNumber") is not null));

    private static bool IsGet(Instruction next) =>
        next.Called is { } called && called.DeclaringType == typeof(View) && called.Name.StartsWith("Get", StringComparison.Ordinal);
}
