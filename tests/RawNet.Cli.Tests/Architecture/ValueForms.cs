using System.Reflection;
using System.Text.Json;
using RawNet.Wire;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>In how many forms the program holds what a packet's fields say.</summary>
internal static class ValueForms
{
    private const string Rule = "a type that holds which field (a Field, or text called Name, Field or Word) and the text of its value, and is made by a class that reads Views; "
        + "types that hold each other are one form; and each class that reads JSON, for there is none but our own";

    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static Measure In(CompiledMethod[] methods)
    {
        HashSet<Type> readers = [.. methods.Where(m => m.Types.Any(IsView)).Select(m => m.Class)];
        HashSet<Type> made = [.. methods.Where(m => readers.Contains(m.Class)).SelectMany(m => m.Instructions).Select(i => i.Called).OfType<ConstructorInfo>().Select(c => c.DeclaringType!)];
        Type[] forms = [.. methods.Select(m => m.Class).Distinct().Where(t => made.Contains(t) && HasName(t) && HasValue(t)).OrderBy(t => t.FullName, StringComparer.Ordinal)];
        IEnumerable<string> whole = forms.Where(t => !forms.Any(other => string.CompareOrdinal(other.FullName, t.FullName) < 0 && Holds(other, t)))
            .Select(t => string.Join(" with ", forms.Where(other => other == t || Holds(t, other)).Select(f => f.FullName)));
        return new("forms of a packet's values", Rule, [.. whole, .. Measure.ByClass(methods.Where(ReadsJson))]);
    }

    private static bool IsView(Type type) => (type.IsByRef ? type.GetElementType() : type) == typeof(View);

    private static bool HasName(Type type) => type.GetProperties(Own).Any(p => p.PropertyType.IsAssignableTo(typeof(Field)) || (p.PropertyType == typeof(string) && p.Name is "Name" or "Field" or "Word"));

    private static bool HasValue(Type type) => type.GetProperties(Own).Any(p => p.Name is "Value" or "Text" or "Shown" or "Raw" && (p.PropertyType == typeof(string) || HoldsText(p.PropertyType)));

    private static bool HoldsText(Type type) => type.Namespace?.StartsWith("RawNet", StringComparison.Ordinal) == true && type.GetProperty("Text") is not null;

    private static bool Holds(Type type, Type other) => type.GetProperties(Own).Any(p => p.PropertyType == other || p.PropertyType.GenericTypeArguments.Contains(other));

    private static bool ReadsJson(CompiledMethod method) => method.Instructions.Any(i => i.Called?.DeclaringType is { } type && (type == typeof(Utf8JsonReader) || type == typeof(JsonDocument) || type == typeof(JsonElement)));
}
