using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Signals;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Echo;

/// <summary><c>echo call</c>: sends a text and prints what comes back.</summary>
internal sealed class EchoCallCommand
{
    private readonly SocketKindOptions _kind = new();
    private readonly AddressArgument _address = new();
    private readonly Argument<string> _text = new("TEXT") { Description = "what to send; - is standard input, @FILE a file's bytes" };
    private readonly EchoHeaderOption _header = new();
    private readonly SecondsOption _wait = SecondsOption.Timeout("wait so long for an answer, 1 unless said");
    private readonly CountOption _count = CountOption.OfRequests(
        "ask so many times, each after the answer before, 1 unless said; messages only", "-c takes 1 or more");
    private readonly BroadcastOption _broadcast = new("allow a broadcast address; whoever answers first is shown");
    private readonly JsonOption _json = new("echo", "one object an answer, with its time and its bytes in hex");
    private readonly NamespaceOption _namespace = new();

    public static Command Create()
    {
        var verb = new EchoCallCommand();
        var command = new Verb("call", "Send a text and print the answer's bytes. Exit status 1 when none comes in time.",
            "rawnet echo call 127.0.0.1:7000 hello",
            "rawnet echo call --family AF_INET6 --type SOCK_DGRAM localhost:7000 hello",
            "rawnet echo call --family unix --type dgram @echo hello",
            "rawnet echo call --json --type dgram -c 10 127.0.0.1:7000 hello")
        {
            verb._wait, verb._count, verb._broadcast, verb._json,
            verb._header, verb._kind, verb._address, verb._text, verb._namespace,
        };
        command.SetAction(parsed => verb._namespace.Run(parsed, () => verb.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        TimeSpan wait = parsed.GetValue(_wait) ?? TimeSpan.FromSeconds(1);
        (SocketKind kind, EndPoint server) = _address.Of(parsed, _kind, new(wait, "-W") { TellsReason = true });
        _address.CheckCallable(parsed, kind);
        if (server is IPEndPoint point) Route.CheckLoopback(point.Address);
        long count = parsed.GetValue(_count) ?? 1;
        if (kind.Echo == EchoKind.Stream && count > 1) throw new UsageException("-c is for messages; a stream is asked once");
        bool header = _header.Of(parsed, kind);
        var settings = new EchoSettings
        {
            HeaderIncluded = header,
            Broadcast = parsed.GetValue(_broadcast),
            ConnectTime = wait
        };
        if (!settings.Broadcast && IsBroadcast(server))
            throw new UsageException($"{_address.TextOf(parsed)} is a broadcast address: -b allows it");
        byte[] text = TextOf(parsed.GetValue(_text)!);
        var invocation = Invocation.Of(parsed);
        EchoJson? json = invocation.Json is { } lines ? new(lines) : null;
        json?.Start(kind, _address.TextOf(parsed));
        try
        {
            return kind.Echo == EchoKind.Stream
                ? CallStream(kind, server, text, settings, invocation, json)
                : CallMessages(kind, server, text, count, settings, invocation, json);
        }
        finally
        {
            json?.FinishCall();
        }
    }

    private static byte[] TextOf(string text)
    {
        if (text.StartsWith('@')) return InputFile.BytesOf(text[1..]);
        if (text != InputFile.StandardInput) return NativeText.BytesOf(text);
        using Stream input = InputFile.OpenStandardInput();
        return InputFile.BytesOf(input);
    }

    // Bytes to whoever reads them; a terminal would obey some.
    private static TerminalStream? TerminalOf(Invocation invocation) => Console.IsOutputRedirected ? null : new(invocation.Output);

    private static int CallStream(SocketKind kind, EndPoint server, byte[] text,
        EchoSettings settings, Invocation invocation, EchoJson? json)
    {
        using StreamEchoClient client = StreamEchoClient.Connect(kind, server, settings);
        RunPhase.Begin();
        using MemoryStream? kept = json is null ? null : new();
        using TerminalStream? terminal = TerminalOf(invocation);
        json?.Asked();
        long started = Stopwatch.GetTimestamp();
        long received = client.Exchange(text, kept ?? terminal ?? invocation.Bytes, settings.ConnectTime);
        json?.Answered(kept!.ToArray(), Stopwatch.GetElapsedTime(started));
        return received == text.Length
            ? ExitCode.Good
            : Missed(invocation, string.Create(CultureInfo.InvariantCulture, $"{received} of {text.Length} bytes came back"));
    }

    private static int CallMessages(SocketKind kind, EndPoint server, byte[] text,
        long count, EchoSettings settings, Invocation invocation, EchoJson? json)
    {
        using EchoClient client = EchoClient.Open(kind, server, settings);
        using TerminalStream? terminal = TerminalOf(invocation);
        RunPhase.Begin();
        for (long i = 0; i < count; i++)
        {
            json?.Asked();
            long started = Stopwatch.GetTimestamp();
            if (!client.TryCall(text, settings.ConnectTime, out ReadOnlySpan<byte> answer))
                return Missed(invocation, string.Create(CultureInfo.InvariantCulture,
                    $"{ReasonOf(client.Miss, settings.ConnectTime)}{(count > 1 ? $", to message {i + 1} of {count}" : "")}"));
            if (json is null) (terminal ?? invocation.Bytes).Write(answer);
            else json.Answered(answer, Stopwatch.GetElapsedTime(started));
        }
        return ExitCode.Good;
    }

    private static string ReasonOf(EchoMiss miss, TimeSpan wait) => miss switch
    {
        EchoMiss.Closed => "the server closed the connection and did not answer",
        EchoMiss.NotTaken => string.Create(CultureInfo.InvariantCulture, $"the receiver took no message within {wait.TotalSeconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"no answer within {wait.TotalSeconds} s"),
    };

    private static bool IsBroadcast(EndPoint server) =>
        server is IPEndPoint { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork, Address: var address }
        && (address.Equals(IPAddress.Broadcast) || IsBroadcast(address));

    private static bool IsBroadcast(IPAddress address)
    {
        try
        {
            return Route.To(address).Kind == RouteKind.Broadcast;
        }
        catch (SystemCallException)
        {
            return false; // without a route, sending says so
        }
    }

    private static int Missed(Invocation invocation, string sentence) => invocation.Fail(new SaidNoException(sentence));
}
