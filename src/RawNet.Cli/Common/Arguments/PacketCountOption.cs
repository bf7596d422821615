using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>-c</c> of the verbs that show packets: after how many they end.</summary>
/// <param name="description">What is counted.</param>
internal sealed class PacketCountOption(string description)
{
    private readonly Option<long> _count = new("-c", "--count") { Description = description, HelpName = "N" };

    public void AddTo(Command command)
    {
        command.Options.Add(_count);
        command.Validators.Add(result =>
        {
            if (result.TryGet(_count, out long count) && count < 0) result.AddError("-c takes 0 or more packets; 0 sets no limit");
        });
    }

    /// <summary>0 sets no limit.</summary>
    public long Of(ParseResult parsed) => parsed.GetValue(_count);
}
