using RawNet.Captures;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Files;
using RawNet.SharpPcap;
using RawNet.SharpPcap.Filters;
using RawNet.Sockets;
using RawNet.Wire;
using SharpPcap;

namespace RawNet.Cli.Common.Arguments;

/// <summary>A tcpdump expression at work. Nothing of libpcap is loaded before there is one.</summary>
internal sealed class Bpf
{
    private readonly PcapFilter _filter;

    private Bpf(string expression) => (Expression, _filter) = (expression, new(expression));

    /// <summary>As the person wrote it.</summary>
    public string Expression { get; }

    /// <exception cref="NotPermittedException">There is no libpcap.</exception>
    public static Bpf Of(string expression) => Libpcap.IsInstalled
        ? new(expression)
        : throw new NotPermittedException(
            $"--bpf needs libpcap, which is not installed here: {Superuser.Line($"apt-get install {Libpcap.DebianPackage}")}");

    /// <exception cref="UsageException">libpcap refuses the expression for the packet's link type.</exception>
    public bool Accepts(in CapturedPacket packet)
    {
        try
        {
            return _filter.Accepts(packet);
        }
        catch (LibpcapException refusal) when (refusal.Failure == LibpcapFailure.WrongExpression)
        {
            throw new UsageException(refusal.Message);
        }
    }

    /// <summary>Tells a wrong expression before anything is read: compiles for the first interface of each file
    /// that can be opened twice.</summary>
    /// <exception cref="UsageException">libpcap refuses the expression for one of them.</exception>
    public void Check(IEnumerable<string> files)
    {
        foreach (string file in files.Where(InputFile.CanBeReadAgain))
        {
            using Stream stream = InputFile.Open(file);
            using CaptureReader reader = CaptureReader.Open(stream);
            reader.TryRead(out _); // pcapng describes interfaces before its first packet
            Begin(reader);
        }
    }

    /// <summary>To be told at the first packet of each file: as tcpdump does, compiles for the file's first interface.</summary>
    /// <exception cref="UsageException">libpcap refuses the expression for it.</exception>
    public void Begin(CaptureReader reader)
    {
        _filter.Order = reader.Format.Order;
        if (reader.Interfaces is [var first, ..]) Compile(first.LinkType);
    }

    /// <summary>Lets the kernel run the expression on a socket that lets nothing in so far. Where the frames that the kernel
    /// sees are not what libpcap expects (all interfaces, cooked ones) or the program is none for kernels (protochain),
    /// the socket lets everything in and the caller is to ask <see cref="Accepts"/>.</summary>
    /// <returns>Whether the kernel runs it.</returns>
    /// <exception cref="UsageException">libpcap refuses the expression.</exception>
    /// <exception cref="NotPermittedException">libpcap cannot capture on the interface.</exception>
    public bool Attach(PacketSocket socket)
    {
        if (socket.Link is { } link && !NativeText.HasBytes(link.Name) && ProgramOn(link) is { Program.IsForKernels: true } live
            && live.LinkType == link.LinkType && link.LinkType != LinkType.LinuxSll)
        {
            socket.AttachFilter([.. live.Program.Instructions]);
            return true;
        }
        foreach (LinkType type in socket.Link is { } one ? [one.LinkType] : Link.All().Select(known => known.LinkType).Distinct())
            Compile(type);
        socket.DetachFilter();
        return false;
    }

    private LiveProgram ProgramOn(Link link)
    {
        try
        {
            return _filter.ProgramOn(link.Name);
        }
        catch (LibpcapException refusal) when (refusal.Failure == LibpcapFailure.WrongExpression)
        {
            throw new UsageException(refusal.Message);
        }
        catch (PcapException refusal)
        {
            throw new NotPermittedException($"libpcap compiles --bpf for {link.Name} only where it could capture: {refusal.Message}");
        }
    }

    private void Compile(LinkType link)
    {
        try
        {
            _filter.ProgramFor(link);
        }
        catch (LibpcapException refusal) when (refusal.Failure == LibpcapFailure.WrongExpression)
        {
            throw new UsageException(refusal.Message);
        }
    }
}
