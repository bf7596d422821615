namespace RawNet.Probing.Groups;

/// <summary>Random delays from a seed: the same seed gives the same delays (SplitMix64). It spreads answers, it keeps no secret.</summary>
/// <param name="seed">Any number; a run in earnest takes one that nobody can foresee.</param>
public sealed class RandomDelays(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform in (0, most], in the units of <paramref name="most"/>.</summary>
    public long Next(long most) => 1 + (long)Math.BigMul(NextBits(), (ulong)most, out _);

    private ulong NextBits()
    {
        _state += 0x9e3779b97f4a7c15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
