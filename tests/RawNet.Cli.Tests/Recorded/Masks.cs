using System.Text.RegularExpressions;

namespace RawNet.Cli.Tests.Recorded;

/// <summary>What differs from run to run and from machine to machine is replaced by its name in angle brackets.</summary>
internal static class Masks
{
    private static readonly Mask[] _everywhere =
    [
        new(Regex.Escape(Rawnet.Path), "<rawnet>"),
        // native or managed
        new(@"sudo setcap [\w,]+\+ep <rawnet>|run it by sudo, or compile it natively .*?DOTNET_STARTUP_HOOKS names\)", "<its right>"),
        new(@"(?<=^|\s)\d+\.\d+\.\d+(-[\w.]+)?$", "<version>"),
        new(@"(?<=there is no network namespace '[^']*').*$", " <those there are>"),
        new(@"(?<=TShark \(Wireshark\) )[\d.]+", "<version>"),
    ];

    // Times, and what a run or the kernel chooses at random with the checksums that follow from it. 7 is the identifier that lines give.
    private static readonly Mask[] _ofTheRun =
    [
        new(@"(?<=_ns"":)\d+", "<ns>"),
        new(@"(?<=""seconds"":)[\d.]+", "<s>"),
        new(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z", "<time>"),
        new(@"\b\d\d:\d\d:\d\d\.\d{3}\b", "<time>"),
        new(@"(?<=[ ])\d+:\d\d(?= |$)", "<m:s>"),
        new(@"^ +\d+\.\d{3}(?= )", "    <time>"),
        new(@"(?<= in )\d+\.\d+(?= s\b)", "<s>"),
        new(@"(?<=%)\d+", "<index>"),
        new(@"(?<=time[ =])[\d.]+(?= ?ms)", "<ms>"),
        new(@"(?<=mdev = )[\d./]+(?= ms)", "<ms>"),
        new(@"(?<=""(ident|icmp\.ident|icmpv6\.echo\.identifier)"":)(?!7\b)\d+", "<n>"),
        new(@"(?<=""(ip\.id|ipv6\.flow|(icmp|icmpv6|ip)\.checksum)"":)\d+", "<n>"),
        new(@"(?<=ident=)(?!7\b)\d+", "<n>"),
        new(@"(?<=left as )\d+ +", "<n> "),
    ];

    // How much beside the wanted packets reaches a socket before it is closed.
    private static readonly Mask[] _ofTheSocket =
    [
        new(@"(, \d+ left out by the filter)?; \d+ (?=received by the socket)", "<, n left out>; <n> "),
        new(@"(?<=""left_out"":)\d+", "<n>"),
        new(@"(?<=""received"":)\d+(?=,""dropped"")", "<n>"),
    ];

    // What the machine has: rights, limits, modules, namespaces, programs.
    private static readonly Mask[] _ofTheMachine =
    [
        new(@"\d+(?= have a name here)", "<n>"),
        new(@"(?<=capabilities +works +|works +capabilities +)cap_.*$", "<capabilities>"),
        new(@"(?<=""capabilities"",""status"":""works"",""text"":"")[^""]+", "<capabilities>"),
        new(@"^(works|note) +program .*\n( +(fix|to change it): .*\n)?", "<program>\n"),
        new(@"^.*""name"":""program"".*\n", "<program>\n"),
        new(@"^works +libraries +.*\n", "<libraries>\n"),
        new(@"^.*""name"":""libraries"".*\n", "<libraries>\n"),
        new(@"(^.*\btshark\b.*$\n?)+", "<tshark>\n"),
        new(@"libpcap version [^""]*?\)", "<libpcap>"),
        new(@"^(?<cell>\w+ +\w+ +(sctp|mptcp|udplite)|(can|rds|tipc|vsock) +\w+ +\S+) .*$", "${cell}  <as this kernel has it>"),
        new(@"(?<=^.*""family"":""(can|rds|tipc|vsock)"".*)""status"".*$", "<as this kernel has it>"),
        new(@"(?<=^.*""protocol"":(132|136|262),)""status"".*$", "<as this kernel has it>"),
        new(@"(?<=WHY|works) {2,}(?=ECHO|passed)", "  "),
        new(@"^\d+ work, \d+ fail|\d+(?= echoes passed)", "<n>"),
        new(@"(?<=""(works|note|fails|not_offered|echoes|passed)"":)\d+", "<n>"),
        new(@"(?<=^SO_(SND|RCV)BUF +)\d+ +", "<bytes> "),
        new(@"(?<=^SO_(SND|RCV)BUF: )\d+(?= before)", "<bytes>"),
        new(@"(?<=""name"":""SO_(SND|RCV)BUF"".*?""value"":"")\d+", "<bytes>"),
    ];

    /// <summary>The text with everything masked that is no property of the command.</summary>
    public static string Apply(string text, bool isInALab)
    {
        IEnumerable<Mask> masks = isInALab ? [.. _everywhere, .. _ofTheRun, .. _ofTheSocket, .. _ofTheMachine] : _everywhere;
        return masks.Aggregate(text, (masked, mask) => mask.On(masked));
    }

    private sealed record Mask(string Pattern, string Name)
    {
        private readonly Regex _pattern = new(Pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant);

        public string On(string text) => _pattern.Replace(text, Name);
    }
}
