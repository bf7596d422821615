using System.CommandLine;
using RawNet.Cli.Common.Errors;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--json</c>: the result as one JSON object a line.</summary>
internal sealed class JsonOption : Option<bool>
{
    /// <param name="verb">Whose; the schema is named after it.</param>
    /// <param name="objects">What the objects are.</param>
    public JsonOption(string verb, string objects = "one object a line") : base("--json")
    {
        Schema = $"rawnet.{verb}/1";
        Description = $"NDJSON: {objects}; the schema is {Schema}";
    }

    /// <summary>The name of what the objects are, with its version.</summary>
    public string Schema { get; }

    /// <summary>The schema of what the verb is to write; null where it is to write no objects.</summary>
    public static string? SchemaOf(ParseResult parsed)
    {
        Command verb = parsed.CommandResult.Command;
        JsonOption? json = CommandTree.OptionsOf(verb).OfType<JsonOption>().FirstOrDefault();
        return json is not null && parsed.Action == verb.Action && parsed.GetValue(json) ? json.Schema : null;
    }
}
