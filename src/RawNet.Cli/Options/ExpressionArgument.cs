using System.CommandLine;
using System.Security.Cryptography;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Options;

/// <summary>The packet expression of a verb: its words as the shell split them, or one expression a line from stdin.</summary>
internal sealed class ExpressionArgument
{
    private readonly Argument<string[]> _words = new("EXPR")
    {
        Description = "layers separated by ' / ', each a name and field=value: ip dst=198.18.0.2 ttl=3 / icmp.echo seq=1 / data text:hello",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>What expressions may ask of the world: files by name, chance.</summary>
    public static ExpressionContext Context { get; } = new() { ReadFile = ReadFile, Random = Draw };

    public void AddTo(Command command) => command.Arguments.Add(_words);

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_words) is { Length: > 0 };

    /// <summary>The expression given as arguments.</summary>
    public Expression Of(ParseResult parsed) => Read(string.Join(' ', parsed.GetValue(_words) ?? []));

    public static Expression Read(string text) => Expression.Parse(Registry.Kinds, text, Context);

    private static ulong Draw(ulong below) => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) % below;

    private static byte[] ReadFile(string name) => File.Exists(name) ? File.ReadAllBytes(name) : throw new UsageException($"there is no file '{name}'");
}
