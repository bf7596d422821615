using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>A layer and what stands in front of it, as far as rules of RFCs need it. A view without a kind stands
/// for a layer that is missing.</summary>
internal ref struct LintScene
{
    private View _layer, _ethernet, _network, _error;

    /// <summary>The layer that is looked at.</summary>
    public readonly View Layer => _layer;

    /// <summary>The Ethernet header of the frame.</summary>
    public readonly View Ethernet => _ethernet;

    /// <summary>The innermost network header in front of the layer.</summary>
    public readonly View Network => _network;

    /// <summary>The ICMP error that quotes the layer.</summary>
    public readonly View Error => _error;

    /// <summary>A router alert stands in the network header or in its hop-by-hop options.</summary>
    public bool HasRouterAlert { get; private set; }

    /// <summary>Goes to the next layer; the one left behind stands around it.</summary>
    public void MoveTo(View layer)
    {
        if (_layer.Kind is not null && _layer.IsWhole) Pass();
        _layer = layer;
    }

    private void Pass()
    {
        if (_layer.Is(Protocols.Ethernet.Kind)) _ethernet = _layer;
        else if (_layer.Is(Ipv4.Kind) || _layer.Is(Ipv6.Kind)) Enter();
        else if (_layer.Is(HopByHopOptions.Kind)) HasRouterAlert |= RouterAlert.IsIn(_layer);
        else if (_layer.Kind.Table.Roles.Quotes) _error = _layer;
    }

    private void Enter()
    {
        _network = _layer;
        HasRouterAlert = RouterAlert.IsIn(_layer);
    }
}
