using System.CommandLine;

namespace RawNet.Cli.Common.Arguments;

/// <summary><c>--hdrincl</c>: the IP header is written here, not by the kernel.</summary>
internal class HeaderIncludedOption : Option<bool>
{
    /// <param name="what">What is written.</param>
    public HeaderIncludedOption(string what) : base("--hdrincl") => Description = $"{what} (IP_HDRINCL, IPV6_HDRINCL)";
}
