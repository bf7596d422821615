namespace RawNet.Captures;

/// <summary>Unpacks deflated data (RFC 1951) and stops at its exact end, so that what follows can be read.</summary>
/// <remarks>.NET's own decoder takes its input in pieces, and does not tell where in the last one it stopped.</remarks>
internal sealed class Inflater(BitInput input)
{
    internal const string CutShort = "it is cut short";
    private const string NotDeflated = "its bytes are no deflated data (RFC 1951)";

    private const int Reach = 1 << 15; // of a match, 2
    private const int LongestMatch = 258;
    private const int LongestSymbol = 48; // bits: a length of 15 and 5, a distance of 15 and 13
    private const int EndOfBlock = 256;
    private const int Byte = 512; // no symbol: one was given

    private readonly BlockCodes _codes = new();
    private readonly byte[] _window = new byte[2 * Reach];
    private int _given;
    private int _end;
    private int _stored;
    private bool _isCoded;
    private bool _isLast;
    private bool _isDone;

    /// <summary>Why unpacking ended before the end of the data; null when it did not.</summary>
    internal string? Damage { get; private set; }

    /// <summary>Begins with other data, which does not refer to what was before.</summary>
    internal void Begin()
    {
        _given = _end = 0;
        _isLast = _isDone = false;
    }

    /// <summary>The next bytes; 0 at the end of the data, behind whose last byte the input then stands, and at damage.</summary>
    internal int Read(Span<byte> to)
    {
        if (_given == _end)
            MakeRoom();
        while (_given == _end && !_isDone && Damage is null)
            Step();
        int count = Math.Min(to.Length, _end - _given);
        _window.AsSpan(_given, count).CopyTo(to);
        _given += count;
        return count;
    }

    private void MakeRoom()
    {
        if (_end <= _window.Length - Reach)
            return;
        _window.AsSpan(_end - Reach, Reach).CopyTo(_window);
        _given = _end = Reach;
    }

    private void Step()
    {
        if (_stored > 0)
            CopyStored();
        else if (_isCoded)
            Decode();
        else if (_isLast)
            End();
        else
            BeginBlock();
    }

    private void End()
    {
        input.DropToByte();
        _isDone = true;
    }

    // 3.2.3: whether it is the last, and how it is packed.
    private void BeginBlock()
    {
        if (!input.TryTake(1, out int isLast) || !input.TryTake(2, out int type))
        {
            Fail();
            return;
        }
        _isLast = isLast != 0;
        _isCoded = type != 0;
        bool isSound = type switch
        {
            0 => TryBeginStored(),
            1 => _codes.UseFixed(),
            2 => _codes.TryRead(input),
            _ => false,
        };
        if (!isSound)
            Fail();
    }

    // 3.2.4: the length, and its complement.
    private bool TryBeginStored()
    {
        input.DropToByte();
        return input.TryTake(16, out _stored) && input.TryTake(16, out int complement) && (_stored ^ complement) == ushort.MaxValue;
    }

    private void CopyStored()
    {
        int count = input.ReadBytes(_window.AsSpan(_end, Math.Min(_stored, _window.Length - _end)));
        _end += count;
        _stored -= count;
        if (count == 0)
            Fail();
    }

    // 3.2.5: bytes and matches up to the end of the block. What was unpacked is given before more is waited for.
    private void Decode()
    {
        while (_isCoded && Damage is null && _end <= _window.Length - LongestMatch && (HasSymbol() || _end == _given))
        {
            int symbol = DecodeBytes();
            if (symbol == EndOfBlock)
                _isCoded = false;
            else if (symbol != Byte && !TryMatch(symbol))
                Fail();
        }
    }

    // The symbol behind them, or Byte where more is to be read or given first.
    private int DecodeBytes()
    {
        PrefixCode literals = _codes.Literals;
        Span<byte> room = _window.AsSpan(_end, _window.Length - LongestMatch + 1 - _end);
        int symbol = literals.Next(input);
        int count = 0;
        while ((uint)symbol < EndOfBlock && count < room.Length)
        {
            room[count++] = (byte)symbol;
            symbol = count < room.Length && HasSymbol() ? literals.Next(input) : Byte;
        }
        _end += count;
        return symbol;
    }

    private bool HasSymbol()
    {
        if (input.Count < LongestSymbol)
            input.Fill();
        return input.Count >= LongestSymbol;
    }

    private bool TryMatch(int symbol)
    {
        if (!BlockCodes.TryLength(input, symbol, out int length) || !_codes.TryDistance(input, out int distance) || distance > _end)
            return false;
        Span<byte> to = _window.AsSpan(_end, length);
        ReadOnlySpan<byte> from = _window.AsSpan(_end - distance, length);
        if (distance >= length)
            from.CopyTo(to);
        else
            for (int i = 0; i < length; i++)
                to[i] = from[i];
        _end += length;
        return true;
    }

    private void Fail() => Damage = input.Ended ? CutShort : NotDeflated;
}
