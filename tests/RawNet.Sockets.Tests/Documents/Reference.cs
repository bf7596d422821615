using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using RawNet.Sockets.Tests.Twin;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>What a table names as the proof of a line: Class.Method of this assembly, "cli: Class.Method" of the command's tests, or
/// "twin: " with the beginning of a situation's name, at least its function and its probe.</summary>
internal static class Reference
{
    private const string OfTwin = "twin: ", OfCommand = "cli: ", Between = " | ";
    private static readonly ILookup<string, Type> _classes = typeof(Reference).Assembly.GetTypes().ToLookup(t => t.Name);
    private static readonly ConcurrentDictionary<Probe, IReadOnlyList<string>> _situations = new();

    /// <summary>Those of the references that lead nowhere.</summary>
    public static IEnumerable<string> Dangling(string references) => references.Split(Between).Where(r => !Exists(r));

    private static bool Exists(string reference) =>
        reference.StartsWith(OfTwin, StringComparison.Ordinal) ? IsPlayed(reference[OfTwin.Length..])
        : reference.StartsWith(OfCommand, StringComparison.Ordinal) ? IsInSource(reference[OfCommand.Length..])
        : reference.Split('.') is [var type, var method] && IsTest(type, method);

    private static bool IsTest(string type, string method) =>
        _classes[type].Any(t => t.GetMethod(method)?.GetCustomAttribute<FactAttribute>() is { Skip: null });

    // A kind that only another kernel has is played there.
    private static bool IsPlayed(string beginning) =>
        Product.Probes.Where(p => Begins(beginning, p.Function + ", " + p.Name)).SelectMany(SituationsOf)
            .Any(name => Begins(name, beginning));

    private static bool Begins(string text, string beginning) => text.StartsWith(beginning, StringComparison.Ordinal)
        && (text.Length == beginning.Length || text[beginning.Length] is ':' or ' ' or ',');

    private static IReadOnlyList<string> SituationsOf(Probe probe) => _situations.GetOrAdd(probe, _ =>
        [.. from kind in Kind.All
            from state in States.All
            from mode in Enum.GetValues<Mode>()
            from wire in Enum.GetValues<Twin.Wire>()
            let cell = new Cell(probe, kind, state, mode, wire)
            where Product.Omissions.All(o => o.Rule == Product.OfTheKernel || !o.Applies(cell))
            select cell.Name]);

    private static bool IsInSource(string name)
    {
        string[] parts = name.Split('.');
        Regex method = new($@"\[(Fact|Theory)[^;{{}}]*?\b(void|Task) {parts[1]}\(", RegexOptions.Singleline);
        return Directory.EnumerateFiles(DataTable.PathOfCommandTests, parts[0] + ".cs", SearchOption.AllDirectories)
            .Any(file => method.IsMatch(File.ReadAllText(file)));
    }
}
