using RawNet.Captures;
using RawNet.Wire;
using SharpPcap;
using SharpPcap.LibPcap;
using BpfProgram = RawNet.Filters.BpfProgram;
using Compiler = SharpPcap.LibPcap.BpfProgram;

namespace RawNet.SharpPcap.Filters;

/// <summary>A tcpdump expression (pcap-filter(7)): compiled by libpcap once for each link type, run here on any packet without allocating,
/// or handed to a live socket.</summary>
/// <remarks>Not for several threads at once. A packet is kept exactly where <c>tcpdump -r FILE EXPRESSION</c> keeps it.</remarks>
/// <param name="expression">Empty lets everything in.</param>
public sealed class PcapFilter(string expression)
{
    private readonly Dictionary<(LinkType, ByteOrder), BpfProgram> _programs = [];
    private LinkType _link;
    private BpfProgram? _program;

    /// <summary>As it was given.</summary>
    public string Expression => expression;

    /// <summary>The byte order of the file that the packets come from (<see cref="CaptureFormat.Order"/>):
    /// BSD loopback's heads were written in it.</summary>
    public ByteOrder Order
    {
        get;
        set
        {
            field = value;
            _program = null;
        }
    }

    /// <summary>Whether the packet is kept; compiles for its link type at the first packet of it.</summary>
    /// <exception cref="LibpcapException">libpcap refuses the expression for this link type.</exception>
    /// <exception cref="DllNotFoundException">There is no libpcap: ask <see cref="Libpcap.IsInstalled"/> first.</exception>
    public bool Accepts(in CapturedPacket packet)
    {
        if (_program is null || packet.LinkType != _link)
            _program = ProgramFor(_link = packet.LinkType);
        return _program.Run(packet.Data, packet.DecodedLength) != 0;
    }

    /// <summary>The program for packets of a file.</summary>
    /// <exception cref="LibpcapException">libpcap refuses the expression for this link type, or does not know it.</exception>
    /// <exception cref="DllNotFoundException">There is no libpcap: ask <see cref="Libpcap.IsInstalled"/> first.</exception>
    public BpfProgram ProgramFor(LinkType link)
    {
        if (!_programs.TryGetValue((link, Order), out BpfProgram? program))
            _programs.Add((link, Order), program = Compile(link));
        return program;
    }

    /// <summary>The program for a socket on this interface, in the network namespace of the calling thread;
    /// the interface must be up.</summary>
    /// <exception cref="LibpcapException">libpcap refuses the expression for this interface.</exception>
    /// <exception cref="PcapException">libpcap cannot capture on it: it is down, or the right to is missing (CAP_NET_RAW).</exception>
    /// <exception cref="ArgumentException">libpcap lists no such interface.</exception>
    /// <exception cref="DllNotFoundException">There is no libpcap: ask <see cref="Libpcap.IsInstalled"/> first.</exception>
    public LiveProgram ProgramOn(string interfaceName)
    {
        using LiveInterface live = LiveInterface.Open(interfaceName);
        return new(live.LinkType, Compile(live.Handle, live.Netmask));
    }

    private BpfProgram Compile(LinkType link)
    {
        try
        {
            using CaptureReaderDevice file = EmptyCapture.Open(link, Order);
            return Compile(file.Handle, netmask: 0);
        }
        catch (PcapException refusal)
        {
            throw new LibpcapException(LibpcapFailure.WrongExpression, refusal.Message);
        }
    }

    private BpfProgram Compile(PcapHandle handle, uint netmask)
    {
        try
        {
            using Compiler compiled = Compiler.Create(handle, expression, optimize: 1, netmask);
            return NativeProgram.Read(compiled);
        }
        catch (PcapException refusal)
        {
            throw new LibpcapException(LibpcapFailure.WrongExpression, refusal.Message);
        }
    }
}
