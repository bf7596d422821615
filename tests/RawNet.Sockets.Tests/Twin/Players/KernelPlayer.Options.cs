using System.Text.Json.Nodes;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Twin.Players;

/// <summary>Modes and options, and what a preparation does that is no function of the documents.</summary>
internal sealed partial class KernelPlayer
{
    private const short Writable = 4;
    private static readonly TimeSpan _idle = TimeSpan.FromMilliseconds(15);

    private void AddOptions()
    {
        Add("settimeout", step => { Of(step).Timeout = step["seconds"] is { } time ? TimeSpan.FromSeconds((double)time) : null; });
        Add("gettimeout", step => Of(step).Timeout?.TotalSeconds);
        Add("setblocking", step => { Of(step).Blocking = (bool)step["flag"]!; });
        Add("getblocking", step => Of(step).Blocking);
        Add("is_nonblocking", step => DescriptorCalls.IsNonBlocking(Of(step).Handle) == 1);
        Add("is_inheritable", IsInheritable);
        Add("setsockopt", SetOption);
        Add("getsockopt", GetOption);
    }

    private void AddPreparations()
    {
        Add("ready",
            step => PollCall.Wait(Of(step).Handle, (short)step.Int("events"), TimeSpan.FromSeconds(5)) > 0 ? "ready" : "not ready");
        Add("fill", Fill);
        Add("drain", Drain);
        Add("receive_exactly", ReceiveExactly);
        Add("file", step => File.WriteAllBytes(step.Text("path"), step.Data()));
        Add("link", step => { File.CreateSymbolicLink(step.Text("path"), step.Text("target")); });
        Add("exists", step => Path.Exists(step.Text("path")));
        Add("pause", step => Thread.Sleep(TimeSpan.FromSeconds((double)step["seconds"]!)));
    }

    private JsonNode? IsInheritable(JsonObject step)
    {
        const int closeOnExec = 0x80000; // O_CLOEXEC, as proc(5) tells it in octal
        string flags = File.ReadLines($"/proc/self/fdinfo/{Of(step).Descriptor}")
            .First(l => l.StartsWith("flags:", StringComparison.Ordinal));
        return (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & closeOnExec) == 0;
    }

    private void SetOption(JsonObject step)
    {
        if (step["value"]!.GetValueKind() == System.Text.Json.JsonValueKind.Number)
            Of(step).SetOption(step.Int("level"), step.Int("name"), (int)step["value"]!);
        else
            Of(step).SetOption(step.Int("level"), step.Int("name"), step.Latin("value"));
    }

    private JsonNode? GetOption(JsonObject step)
    {
        if (step["size"] is not { } size)
            return Of(step).GetOption(step.Int("level"), step.Int("name"));
        byte[] value = new byte[(int)size];
        return TwinJson.Text(value.AsSpan(0, Of(step).GetOption(step.Int("level"), step.Int("name"), value)));
    }

    private void Fill(JsonObject step)
    {
        byte[] data = step.Data();
        for (int idle = 0; idle < step.Int("idle", 2);)
            try
            {
                if (step["address"] is { } address)
                    Of(step).SendTo(data, TwinAddress.Read(address), MessageFlags.DontWait);
                else
                    Of(step).Send(data, MessageFlags.DontWait);
                idle = 0;
            }
            catch (SystemCallException e) when (e.ErrorName == "EAGAIN")
            {
                idle++;
                PollCall.Wait(Of(step).Handle, Writable, _idle);
            }
    }

    private JsonNode? Drain(JsonObject step)
    {
        byte[] buffer = new byte[1 << 20], until = step.Latin("until"), tail = [];
        Of(step).Timeout = TimeSpan.FromSeconds(until.Length > 0 ? 5 : 0.1);
        try
        {
            while ((until.Length == 0 || !tail.SequenceEqual(until)) && Of(step).Receive(buffer) is > 0 and var count)
                tail = [.. ((byte[])[.. tail, .. buffer.AsSpan(0, count)]).TakeLast(step.Int("tail"))];
        }
        catch (SystemCallException e) when (e.ErrorName == "ETIMEDOUT")
        {
            // it is empty
        }
        return TwinJson.Text(tail);
    }

    private JsonNode? ReceiveExactly(JsonObject step)
    {
        byte[] buffer = new byte[step.Int("size")];
        int got = 0;
        while (got < buffer.Length && Of(step).Receive(buffer.AsSpan(got)) is > 0 and var count)
            got += count;
        return TwinJson.Text(buffer.AsSpan(0, got));
    }
}
