using System.CommandLine;
using System.Globalization;
using RawNet.Cli.Options;
using RawNet.Cli.Output;
using RawNet.Sockets;

namespace RawNet.Cli.Commands;

/// <summary><c>echo serve</c>: sends back what comes, until Ctrl-C.</summary>
internal sealed class EchoServeCommand
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(50);
    private const int UsualClients = 1024;
    private readonly CellOptions _cell = new();
    private readonly AddressArgument _address = new();
    private readonly Option<bool> _upper = new("--upper") { Description = "answer in upper case" };
    private readonly EchoHeaderOption _header = new();
    private readonly Option<int?> _clients = new("--clients") { Description = "connections at a time, 1024 unless said; the next ones wait", HelpName = "N" };
    private readonly Option<bool> _anyPort = new("--any-port") { Description = "answer datagrams from the server's own port at other hosts too; two such servers can loop" };
    private readonly Option<bool> _verbose = new("-v", "--verbose") { Description = "say on stderr what went wrong with single clients and messages" };
    private readonly Option<bool> _json = new("--json") { Description = "NDJSON (schema rawnet.echo/1): where it listens, and what it did" };
    private readonly NamespaceOption _namespace = new();

    public static Command Create()
    {
        var verb = new EchoServeCommand();
        var command = new Command("serve", "Send back what comes, to many clients at once, until Ctrl-C. Says 'listening on ADDRESS' on stderr once it accepts.") { verb._upper, verb._clients, verb._anyPort, verb._verbose, verb._json };
        verb._header.AddTo(command);
        verb._cell.AddTo(command);
        verb._address.AddTo(command);
        verb._namespace.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.TryGet(verb._clients, out int? clients) && clients is < 1 or > 1_000_000) result.AddError("--clients takes 1 to 1000000");
        });
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var invocation = Invocation.Of(parsed);
        SocketCell cell = _cell.Cell(parsed);
        Headroom.CheckThreads();
        var settings = new EchoSettings
        {
            Upper = parsed.GetValue(_upper),
            HeaderIncluded = _header.Of(parsed, cell),
            MostClients = parsed.GetValue(_clients) ?? UsualClients,
            AnyPort = parsed.GetValue(_anyPort),
            Warning = invocation.Complain,
            Trouble = parsed.GetValue(_verbose) ? invocation.Complain : null,
        };
        return ServeAsync(cell, _address.Of(parsed, cell), settings, invocation, parsed.GetValue(_json)).GetAwaiter().GetResult();
    }

    private static async Task<int> ServeAsync(SocketCell cell, System.Net.EndPoint address, EchoSettings settings, Invocation invocation, bool isJson)
    {
        using var stop = new StopSignal();
        EchoCounts counts;
        EchoJson? json = null;
        await using (EchoServer server = EchoServer.Start(cell, address, settings))
        {
            RunPhase.Begin();
            counts = server.Counts;
            if (isJson) json = new(invocation.Bytes, cell, server.Address);
            invocation.Complain($"listening on {server.Address}");
            while (!stop.IsSet && !server.Completion.IsCompleted) stop.Wait(Nap);
        }
        using (json) json?.FinishServer(counts);
        if (json is null) invocation.Complain(Summary(counts));
        return ExitCode.Good;
    }

    private static string Summary(EchoCounts counts)
    {
        string clients = counts.Clients > 0 ? $"{Counted.Of(counts.Clients, "client")}, " : "";
        return string.Create(CultureInfo.InvariantCulture, $"{clients}{Counted.Of(counts.Messages, "message")}, {Counted.Of(counts.Bytes, "byte")} sent back, {counts.Dropped} dropped");
    }
}
