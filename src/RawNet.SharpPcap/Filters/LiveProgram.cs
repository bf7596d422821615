using RawNet.Filters;
using RawNet.Wire;

namespace RawNet.SharpPcap.Filters;

/// <summary>A program that a kernel runs on what an interface sees.</summary>
/// <param name="LinkType">What libpcap's own frames of the interface begin with, and the program expects:
/// attach it only to a socket whose frames begin alike.</param>
/// <param name="Program">For SO_ATTACH_FILTER, where <see cref="BpfProgram.IsForKernels"/>.</param>
public sealed record LiveProgram(LinkType LinkType, BpfProgram Program);
