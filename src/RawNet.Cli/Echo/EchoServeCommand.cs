using System.CommandLine;
using System.Globalization;
using System.Net;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;
using RawNet.Sockets;

namespace RawNet.Cli.Echo;

/// <summary><c>echo serve</c>: sends back what comes, until Ctrl-C.</summary>
internal sealed class EchoServeCommand
{
    private static readonly TimeSpan _nap = TimeSpan.FromMilliseconds(50);
    private const int UsualClients = 16_384;
    private readonly SocketKindOptions _kind = new();
    private readonly AddressArgument _address = new();
    private readonly Option<bool> _upper = new("--upper") { Description = "answer in upper case" };
    private readonly EchoHeaderOption _header = new();
    private readonly Option<int?> _clients = new("--clients")
    {
        Description = "connections at a time, 16384 unless said; the next wait",
        HelpName = "N"
    };
    private readonly Option<bool> _anyPort = new("--any-port")
    {
        Description = "answer datagrams from the server's own port at other hosts too; two such servers can loop"
    };
    private readonly VerboseOption _verbose = new("say on stderr what went wrong with single clients and messages");
    private readonly JsonOption _json = new("echo", "objects that tell where it listens, and what it did");
    private readonly NamespaceOption _namespace = new();

    public static Command Create()
    {
        var verb = new EchoServeCommand();
        var command = new Verb("serve",
            "Send back what comes, to many clients at once, until Ctrl-C. Says 'listening on ADDRESS' on stderr once it accepts.",
            "rawnet echo serve 127.0.0.1:7000",
            "rawnet echo serve --family AF_INET6 '*:7000'",
            "rawnet echo serve --upper --family unix --type dgram @echo",
            "rawnet echo serve --type raw --protocol 253 127.0.0.1")
        {
            verb._upper, verb._clients, verb._anyPort, verb._verbose, verb._json,
            verb._header, verb._kind, verb._address, verb._namespace,
        };
        verb._clients.Require(clients => clients is null or >= 1 and <= 1_000_000, "--clients takes 1 to 1000000");
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        Headroom.CheckThreads();
        (SocketKind kind, EndPoint address) = _address.Of(parsed, _kind, new(limit: null, "") { TellsReason = true });
        var settings = new EchoSettings
        {
            Upper = parsed.GetValue(_upper),
            HeaderIncluded = _header.Of(parsed, kind),
            MostClients = parsed.GetValue(_clients) ?? UsualClients,
            AnyPort = parsed.GetValue(_anyPort),
            Opened = () => RunPhase.Begin(),
            Warning = invocation.Complain,
            Trouble = parsed.GetValue(_verbose) ? invocation.Complain : null,
        };
        RunPhase.Prepare();
        using var stop = new StopSignal();
        EchoJson? json = invocation.Json is { } lines ? new(lines) : null;
        var ending = new Ending(invocation);
        EchoServer server = EchoServer.Start(kind, address, settings);
        ending.Run(() => Serve(server, kind, json, stop, invocation));
        ending.Run(() => server.DisposeAsync().AsTask().GetAwaiter().GetResult());
        ending.Summarize(() => SumUp(server.Counts, json, invocation));
        return ending.Status;
    }

    private static void Serve(EchoServer server, SocketKind kind, EchoJson? json, StopSignal stop, Invocation invocation)
    {
        stop.Status = () => invocation.Complain(Summary(server.Counts));
        json?.Start(kind, server.Address);
        invocation.Complain($"listening on {server.Address}");
        while (!stop.IsSet && !server.Completion.IsCompleted) stop.Wait(_nap);
    }

    private static void SumUp(EchoCounts counts, EchoJson? json, Invocation invocation)
    {
        if (json is not null) json.FinishServer(counts);
        else invocation.Complain(Summary(counts));
    }

    private static string Summary(EchoCounts counts)
    {
        string clients = counts.Clients > 0 ? $"{Counted.Of(counts.Clients, "client")}, " : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{clients}{Counted.Of(counts.Messages, "message")}, {Counted.Of(counts.Bytes, "byte")} sent back, "
            + $"{counts.Dropped} dropped{LinkWords.Of(counts.Link)}");
    }
}
