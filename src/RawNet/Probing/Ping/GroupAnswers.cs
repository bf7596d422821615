using System.Runtime.InteropServices;

namespace RawNet.Probing;

/// <summary>Which members of a group have answered which requests: another member's answer is told
/// from the same answer come twice.</summary>
internal sealed class GroupAnswers
{
    private const int Most = 1 << 16; // members remembered: whoever forges addresses fills no memory
    private const int Window = 64; // requests that each may answer out of order

    private readonly Dictionary<NetworkAddress, Answered> _members = [];

    /// <summary>Notes an answer; false when this member has given it before. Of what is no longer remembered it is taken to have.</summary>
    public bool TryAdd(NetworkAddress member, long number)
    {
        if (_members.Count == Most && !_members.ContainsKey(member)) return false;
        ref Answered answered = ref CollectionsMarshal.GetValueRefOrAddDefault(_members, member, out _);
        return answered.TryAdd(number);
    }

    /// <summary>The last request that a member answered, and which of the 64 up to it: the window of RFC 4303, section 3.4.3.</summary>
    private struct Answered
    {
        private long _last;
        private ulong _upTo;

        public bool TryAdd(long number)
        {
            if (number > _last) Advance(number - _last);
            long behind = _last - number;
            ulong bit = behind < Window ? 1ul << (int)behind : 0;
            bool isNew = (_upTo & bit) == 0 && bit != 0;
            _upTo |= bit;
            return isNew;
        }

        private void Advance(long by)
        {
            _last += by;
            _upTo = by < Window ? _upTo << (int)by : 0;
        }
    }
}
