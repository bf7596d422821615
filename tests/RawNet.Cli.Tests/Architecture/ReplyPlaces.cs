using System.Reflection;
using RawNet.Wire;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>Where it is decided which message that was sent another one answers.</summary>
internal static class ReplyPlaces
{
    private const string Rule = "a class that reads from a message what an answer repeats of its question: the bytes that an IcmpPair has in common, the packet that an error quotes "
        + "(IpMessage.QuotedIn), or a declared field named SequenceNumber, Identifier beside one, AcknowledgmentNumber, SourcePort or DestinationPort, itself or through a "
        + "property that gives such a field; the ReplyMatcher and its key are one";

    private static readonly string[] _matcher = ["RawNet.Probing.ReplyMatcher", "RawNet.Probing.ReplyKey"];
    private static readonly string[] _repeated = ["SequenceNumber", "AcknowledgmentNumber", "SourcePort", "DestinationPort"];

    public static Measure In(CompiledMethod[] methods)
    {
        var calls = new Calls(methods);
        Dictionary<MethodBase, CompiledMethod> all = methods.ToDictionary(m => m.Method);
        bool Gives(MethodBase method) => method is MethodInfo { ReturnType: var type } && type.IsAssignableTo(typeof(Field))
            && calls.TargetsOf(method).Any(target => all.TryGetValue(target, out CompiledMethod? known) && known.Instructions.Any(IsRepeatedField));
        bool Names(Instruction i) => IsRepeatedField(i) || (i.Called is { } called && Gives(CompiledMethod.DefinitionOf(called)));
        bool Reads(CompiledMethod method) => method.Instructions.Any(TakesCommonBytes)
            || method.Instructions.Zip(method.Instructions.Skip(1)).Any(pair => Names(pair.First) && IsReading(pair.Second));
        ILookup<bool, CompiledMethod> found = methods.Where(m => m.Class.Namespace is not ("RawNet.Wire" or "RawNet.Protocols") && Reads(m)).ToLookup(m => _matcher.Contains(m.Class.FullName));
        return new("places that match replies", Rule, [.. found[true].Any() ? [string.Join(", ", Measure.ByClass(found[true]))] : Array.Empty<string>(), .. Measure.ByClass(found[false])]);
    }

    private static bool TakesCommonBytes(Instruction next) => next.Called is { Name: "Common", DeclaringType.Name: "IcmpPair" } or { Name: "QuotedIn", DeclaringType.Name: "IpMessage" };

    private static bool IsRepeatedField(Instruction next) => next.Operand is FieldInfo { DeclaringType: { Namespace: "RawNet.Protocols" } message } field
        && (_repeated.Contains(field.Name) || (field.Name == "Identifier" && message.GetField("SequenceNumber") is not null));

    private static bool IsReading(Instruction next) => next.Called is { } called && called.DeclaringType == typeof(View) && called.Name.StartsWith("Get", StringComparison.Ordinal);
}
