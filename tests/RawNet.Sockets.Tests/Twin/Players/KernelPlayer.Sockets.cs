using System.Text.Json.Nodes;

namespace RawNet.Sockets.Tests.Twin.Players;

/// <summary>Making, naming and connecting.</summary>
internal sealed partial class KernelPlayer
{
    private void AddSockets()
    {
        Add("socket", step => Keep(step.Text("on"), KernelSocket.Open(step.Int("family"), step.Int("type"), step.Int("protocol"))));
        Add("pair", Pair);
        Add("close", step => Of(step).Dispose());
        Add("dup", step => Keep(step.Text("to"), Of(step).Duplicate()));
        Add("detach", step => { _descriptors[step.Text("to")] = Of(step).Detach(); });
        Add("descriptor", step => Of(step).Descriptor == -1 ? "none" : "one");
        Add("from_descriptor", FromDescriptor);
        Add("from_duplicate", step => Keep(step.Text("on"), KernelSocket.FromDuplicate(NumberOf(step.Text("of")))));
        Add("kind", step => new JsonArray(Of(step).FamilyNumber, (int)Of(step).Type, Of(step).Protocol));
        Add("bind", step => Of(step).Bind(TwinAddress.Read(step["address"]!)));
        Add("listen", Listen);
        Add("accept", Accept);
        Add("connect", step => Of(step).Connect(TwinAddress.Read(step["address"]!)));
        Add("connect_ex", step => Of(step).ConnectEx(TwinAddress.Read(step["address"]!)));
        Add("shutdown", step => Of(step).Shutdown((ShutdownHow)step.Int("how")));
        Add("getsockname", step => TwinAddress.Write(Of(step).LocalEndPoint));
        Add("getpeername", step => TwinAddress.Write(Of(step).PeerEndPoint));
    }

    private void Keep(string name, KernelSocket socket) => _sockets[name] = socket;

    private int NumberOf(string name) => _descriptors.TryGetValue(name, out int number) ? number : Of(_sockets, name).Descriptor;

    private void Pair(JsonObject step)
    {
        (KernelSocket first, KernelSocket second) = KernelSocket.Pair(step.Int("family"), step.Int("type"), step.Int("protocol"));
        Keep(step.Text("on"), first);
        Keep(step.Text("to"), second);
    }

    private void FromDescriptor(JsonObject step)
    {
        int number = step["number"] is { } given ? (int)given : _descriptors.TryRemove(step.Text("of"), out int kept) ? kept
            : throw new PlayerException($"there is no {step.Text("of")}");
        Keep(step.Text("on"), KernelSocket.FromDescriptor(number));
    }

    private void Listen(JsonObject step)
    {
        if (step["backlog"] is { } backlog)
            Of(step).Listen((int)backlog);
        else
            Of(step).Listen();
    }

    private JsonNode? Accept(JsonObject step)
    {
        KernelSocket accepted = Of(step).Accept();
        Keep(step.Text("to"), accepted);
        return TwinAddress.Write(accepted.PeerEndPoint);
    }
}
