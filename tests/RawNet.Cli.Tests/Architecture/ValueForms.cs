using System.Reflection;
using System.Text.Json;
using RawNet.Wire;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>In how many forms the program holds what a packet's fields say.</summary>
internal static class ValueForms
{
    private const string Rule = "each type that holds which field (a Field, or text called Name, Field or Word) and the text of its value, "
        + "and is made by a class that reads Views, those that hold each other as one; and each class that reads JSON, "
        + "for there is none but our own";

    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    private static readonly Type?[] _jsonReaders = [typeof(Utf8JsonReader), typeof(JsonDocument), typeof(JsonElement)];

    public static Measure In(CompiledMethod[] methods)
    {
        HashSet<Type> readers = [.. methods.Where(m => m.Types.Any(IsView)).Select(m => m.Class)];
        HashSet<Type> made = [.. methods.Where(m => readers.Contains(m.Class)).SelectMany(m => m.Instructions)
            .Select(i => i.Called).OfType<ConstructorInfo>().Select(c => c.DeclaringType!)];
        IEnumerable<Type> types = methods.Select(m => m.Class).Distinct().OrderBy(t => t.FullName, StringComparer.Ordinal);
        List<Type[]> forms = [];
        foreach (Type type in types.Where(t => made.Contains(t) && NamesField(t) && HoldsValue(t)))
        {
            int with = forms.FindIndex(form => form.Any(t => Holds(t, type) || Holds(type, t)));
            if (with < 0) forms.Add([type]);
            else forms[with] = [.. forms[with], type];
        }
        string[] places = [.. forms.Select(form => string.Join(" with ", form.Select(t => t.FullName)))];
        return new("forms of a packet's values", Rule, [.. places, .. Measure.ByClass(methods.Where(ReadsJson))]);
    }

    private static bool IsView(Type type) => (type.IsByRef ? type.GetElementType() : type) == typeof(View);

    private static bool NamesField(Type type) => type.GetProperties(Own)
        .Any(p => p.PropertyType.IsAssignableTo(typeof(Field))
            || (p.PropertyType == typeof(string) && p.Name is "Name" or "Field" or "Word"));

    private static bool HoldsValue(Type type) => type.GetProperties(Own)
        .Any(p => p.Name is "Value" or "Text" or "Shown"
            && (p.PropertyType == typeof(string) || p.PropertyType.GetProperty("Text") is not null));

    private static bool Holds(Type type, Type other) => type.GetProperties(Own)
        .Any(p => p.PropertyType == other || p.PropertyType.GenericTypeArguments.Contains(other));

    private static bool ReadsJson(CompiledMethod method) => method.Instructions.Any(i => _jsonReaders.Contains(i.Called?.DeclaringType));
}
