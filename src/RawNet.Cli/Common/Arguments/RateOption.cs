using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--rate N</c> of the verbs that send: how many a second.</summary>
internal sealed class RateOption : Option<double>
{
    /// <param name="what">What is sent: packets.</param>
    public RateOption(string what) : base("--rate")
    {
        Description = $"{what} a second; 0 as fast as the kernel takes them";
        HelpName = "N";
        DefaultValueFactory = _ => 10;
        this.Require(rate => rate >= 0, $"--rate takes 0 or more {what} a second; 0 is as fast as the kernel takes them");
    }
}
