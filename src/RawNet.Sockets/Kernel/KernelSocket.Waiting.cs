using System.Diagnostics;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

public partial class KernelSocket
{
    private TimeSpan? _timeout;

    /// <summary>settimeout and gettimeout of the documents: how long a call waits, of any length. Null waits for ever, in the kernel and
    /// by its rules (SO_RCVTIMEO, SO_RCVLOWAT, MSG_WAITALL); zero does not wait: EAGAIN. Any other time ends in ETIMEDOUT.</summary>
    /// <remarks>Setting it sets O_NONBLOCK, which the descriptor's duplicates share, unless it is null. The time itself is this
    /// object's.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan? Timeout
    {
        get => _timeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? TimeSpan.Zero, TimeSpan.Zero, nameof(value));
            SystemCall.Checked(DescriptorCalls.SetNonBlocking(Handle, value is not null), "fcntl(F_SETFL)");
            _timeout = value;
        }
    }

    /// <summary>setblocking of the documents: true is a <see cref="Timeout"/> of null, false one of zero.</summary>
    public bool Blocking
    {
        get => _timeout != TimeSpan.Zero;
        set => Timeout = value ? null : TimeSpan.Zero;
    }

    // A timeout holds though a duplicate took O_NONBLOCK away.
    private MessageFlags Told(MessageFlags flags) => _timeout is null ? flags : flags | MessageFlags.DontWait;

    /// <summary>ppoll(2): waits for ever or up to the time for one of the events; for an end by closing, too.</summary>
    /// <returns>The events that came, 0 when the time is over, or the negative error number; EINTR is one.</returns>
    private protected int Poll(short events, TimeSpan time)
    {
        ThreadInCall thread = _calls.Enter();
        try
        {
            return PollCall.Wait(Handle, events, time);
        }
        finally
        {
            _calls.Leave(thread);
            ObjectDisposedException.ThrowIf(Handle.IsClosed, this);
        }
    }

    /// <summary>What stands between a call that could not be done and the same call again.</summary>
    private struct Wait(KernelSocket socket, MessageFlags flags)
    {
        private readonly bool _waits = socket._timeout > TimeSpan.Zero && (flags & MessageFlags.DontWait) == 0;
        private long _start;
        private bool _wasReady;
        private GrowingPause _pause;

        /// <summary>Whether the call is to be made again. The result becomes ETIMEDOUT when the time is over.</summary>
        /// <param name="result">Of the call.</param>
        /// <param name="events">What it waits for; 0 where poll(2) cannot tell.</param>
        public bool TryAgain(ref int result, short events)
        {
            if (result >= 0)
            {
                (_wasReady, _pause) = (false, default); // a part is done: the next one has its own wait
                return false;
            }
            ObjectDisposedException.ThrowIf(socket.Handle.IsClosed, socket);
            if (result == -(int)ErrorNumber.EINTR)
                return true;
            if (result != -(int)ErrorNumber.EAGAIN || !_waits)
                return false;
            // Ready, and refused all the same: of a full receiver that the socket is not connected to, poll(2) knows nothing.
            if (events == 0 || _wasReady ? TryPause() : _wasReady = TryUntil(events))
                return true;
            result = -(int)ErrorNumber.ETIMEDOUT;
            return false;
        }

        /// <summary>Waits for one of the events, for ever where the socket has no timeout. False when the time is over.</summary>
        public bool TryUntil(short events)
        {
            while (true)
            {
                int result = socket.Poll(events, Left());
                if (result != -(int)ErrorNumber.EINTR)
                    return SystemCall.Checked(result, "ppoll") > 0;
            }
        }

        private bool TryPause()
        {
            TimeSpan left = Left();
            if (left == TimeSpan.Zero)
                return false;
            socket.Pause(Deadline.Sooner(left, _pause.Next()));
            return true;
        }

        private TimeSpan Left()
        {
            if (_start == 0)
                _start = Stopwatch.GetTimestamp();
            return Deadline.Left(socket._timeout ?? System.Threading.Timeout.InfiniteTimeSpan, _start);
        }
    }

    // Ended by closing, too.
    private void Pause(TimeSpan time)
    {
        ThreadInCall thread = _calls.Enter();
        try
        {
            PollCall.Sleep(time);
        }
        finally
        {
            _calls.Leave(thread);
        }
    }
}
