using RawNet.Cli.Common.Arguments;
using RawNet.Protocols;

namespace RawNet.Cli.Multicast.Common;

/// <summary><c>-i</c> of the verbs that ask: from one general query to the next.</summary>
/// <param name="what">What is asked for.</param>
internal sealed class QueryIntervalOption(string what)
    : SecondsOption("-i", "--query-interval", $"{what}, {GroupWords.SecondsOf(GroupDefaults.QueryInterval)} unless said");
