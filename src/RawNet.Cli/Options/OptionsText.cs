using RawNet.Cli.Common.Text;
using RawNet.Sockets;

namespace RawNet.Cli.Options;

/// <summary>Socket options for people.</summary>
internal static class OptionsText
{
    public static void WriteList(TextWriter output, IEnumerable<LiveOption> options)
    {
        var table = new Columns("OPTION", "VALUE", "DEFAULT", "TAKES", "WHO MAY SET", "WHAT LINUX DOES");
        foreach (LiveOption live in options)
        {
            OptionFacts facts = live.Option.Facts;
            table.Add(live.Option.Name, Brief(ValueOf(live)), facts.Default.Length > 0 ? facts.Default : "-",
                WantedBy(live.Option), WhoSets(facts), facts.Effect);
        }
        table.Write(output);
    }

    public static void WriteOne(TextWriter output, LiveOption live)
    {
        SocketOption option = live.Option;
        output.WriteLine($"{option.Name} ({option.DeclaredOn.Name} {option.Level}, option {option.Number})");
        output.WriteLine($"  value        {ValueOf(live)}");
        if (option.Facts.Default.Length > 0) output.WriteLine($"  default      {option.Facts.Default}");
        output.WriteLine($"  takes        {WantedBy(option)}");
        output.WriteLine($"  who may set  {WhoSets(option.Facts)}");
        output.WriteLine($"  Linux        {option.Facts.Effect}");
    }

    public static void WriteSet(TextWriter output, LiveOption before, string asked, LiveOption after)
    {
        string name = before.Option.Name, effect = before.Option.Facts.Effect;
        output.WriteLine(after.Value is null
            ? $"{name}: '{Printable.Of(asked)}' is set; the kernel does not tell it back: {effect}"
            : $"{name}: {ValueOf(before)} before, '{Printable.Of(asked)}' asked, {ValueOf(after)} now: {effect}");
    }

    /// <summary>What an option takes, in few words.</summary>
    public static string WantedBy(SocketOption option) => option.Facts.Range.Length > 0 ? option.Facts.Range : option.Shape;

    /// <summary>Who may set it, in few words.</summary>
    public static string WhoSets(OptionFacts facts) => facts.Access == OptionAccess.Get ? "nobody" : facts.Right switch
    {
        OptionRight.NetAdmin => "CAP_NET_ADMIN",
        OptionRight.NetRaw => "CAP_NET_RAW",
        OptionRight.NetRawOrNetAdmin => "CAP_NET_RAW or CAP_NET_ADMIN",
        _ => "anyone",
    };

    private static string ValueOf(LiveOption live) => live switch
    {
        { Value: "" } => "(none)",
        { Value: { } value } => Printable.Of(value),
        { Refusal: { } errno } => errno,
        _ => "(not told)",
    };

    private static string Brief(string value) => value.Length <= 24 ? value : value[..21] + "...";
}
