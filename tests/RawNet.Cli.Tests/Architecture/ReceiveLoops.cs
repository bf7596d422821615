using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using RawNet.SharpPcap.Devices;
using RawNet.Sockets;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>Where messages are taken from the network again and again.</summary>
internal sealed partial class ReceiveLoops
{
    private const string Rule = "each class with a loop round a call that leads to recvmsg, Socket.Receive or libpcap's next packet with "
        + "no such loop between; not in Sockets/Linux, and not in a source's own class, which is one that offers others Receive, "
        + "TryReceive, Next or TryRead: its loops only try again, and of its methods only these receive. Told apart by the sockets below";

    private static readonly (string Of, Type[] Sockets)[] _kinds =
    [
        ("probes", [typeof(InternetSocket)]),
        ("frames", [typeof(PacketSocket), typeof(PcapCapture)]),
        ("echo", [typeof(KernelSocket).Assembly.GetType("RawNet.Sockets.EchoSocket", throwOnError: true)!, typeof(Socket)]),
    ];

    private readonly Calls _calls;
    private readonly HashSet<MethodBase> _leading = []; // to the kernel's receive
    private readonly HashSet<Type> _sources = [];

    private ReceiveLoops(CompiledMethod[] methods)
    {
        _calls = new(methods);
        int known;
        do
        {
            known = _leading.Count + _sources.Count;
            foreach (CompiledMethod method in methods) Learn(method);
        }
        while (_leading.Count + _sources.Count > known);
    }

    /// <summary>One measure a kind of message.</summary>
    public static IEnumerable<Measure> In(CompiledMethod[] methods)
    {
        var loops = new ReceiveLoops(methods);
        ILookup<string, CompiledMethod> found = methods.Where(loops.IsLoop).ToLookup(loops.KindOf);
        string[] kinds = [.. _kinds.Select(kind => kind.Of), "others"];
        return [.. kinds.Select(of => new Measure($"receive loops for {of}", Rule, Measure.ByClass(found[of])))];
    }

    private void Learn(CompiledMethod method)
    {
        // Who reads a stream is not to know that a socket is behind it.
        if (method.Class.IsAssignableTo(typeof(Stream))) return;
        if (_leading.Contains(method.Method) || !method.Calls.Any(call => Receives(call.Callee))) return;
        if (IsOffer(method.Method)) _sources.Add(method.Class);
        if (!IsAround(method)) _leading.Add(method.Method);
    }

    private bool IsLoop(CompiledMethod method) => IsAround(method) && method.Class.Namespace != "RawNet.Sockets.Linux";

    // A loop that is no source's own.
    private bool IsAround(CompiledMethod method) =>
        !_sources.Contains(method.Class) && method.Calls.Any(call => call.IsRepeated && Receives(call.Callee));

    private bool Receives(MethodBase callee) => IsKernels(callee) || _calls.TargetsOf(callee).Any(IsReceiving);

    // What a source does with messages besides offering them is its own matter.
    private bool IsReceiving(MethodBase method) =>
        _leading.Contains(method) && (method.IsPrivate || IsOffer(method) || !_sources.Contains(method.DeclaringType!));

    private string KindOf(CompiledMethod loop)
    {
        var below = new HashSet<Type>();
        foreach ((MethodBase callee, bool isRepeated) in loop.Calls)
            if (isRepeated && Receives(callee)) Descend(callee, below, []);
        return _kinds.FirstOrDefault(kind => kind.Sockets.Any(below.Contains)).Of ?? "others";
    }

    private void Descend(MethodBase callee, HashSet<Type> below, HashSet<MethodBase> seen)
    {
        if (callee.DeclaringType is { } type) below.Add(type);
        foreach (MethodBase target in _calls.TargetsOf(callee).Where(IsReceiving).Where(seen.Add))
        {
            below.Add(target.DeclaringType!);
            foreach ((MethodBase next, _) in _calls.Of(target).Where(call => Receives(call.Callee))) Descend(next, below, seen);
        }
    }

    private static bool IsOffer(MethodBase method) => !method.IsPrivate && Offer().IsMatch(method.Name);

    private static bool IsKernels(MethodBase callee) =>
        callee.GetCustomAttribute<DllImportAttribute>()?.EntryPoint is "recv" or "recvfrom" or "recvmsg" or "recvmmsg"
        || (callee.DeclaringType == typeof(Socket) && callee.Name.StartsWith("Receive", StringComparison.Ordinal))
        || (callee.Module.Name == "SharpPcap.dll" && callee.Name.StartsWith("GetNextPacket", StringComparison.Ordinal));

    [GeneratedRegex("^(Try)?(Receive|Next|Read)")]
    private static partial Regex Offer();
}
