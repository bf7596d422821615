namespace RawNet.Wire;

/// <summary>What a misspelt word was meant to be.</summary>
public static class Spelling
{
    private const int MostLetters = 2;

    /// <summary>The names that differ from the word in the fewest letters, without regard to case;
    /// none when that is more than two, or half of the word.</summary>
    public static IReadOnlyList<string> Near(IEnumerable<string> names, string word)
    {
        ILookup<int, string> byDistance = names.ToLookup(name => Distance(name.ToLowerInvariant(), word.ToLowerInvariant()));
        int least = byDistance.Select(group => group.Key).DefaultIfEmpty(int.MaxValue).Min();
        return least <= Math.Min(MostLetters, (word.Length - 1) / 2) ? [.. byDistance[least]] : [];
    }

    /// <summary>The number of letters to insert, drop, replace or swap with the next (Damerau and Levenshtein).</summary>
    public static int Distance(string one, string other)
    {
        int[] beforeLast = [], last = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int[] row = [i, .. other.Select(_ => 0)];
            for (int j = 1; j <= other.Length; j++)
            {
                int replaced = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(last[j], row[j - 1]));
                bool areSwapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                if (areSwapped) row[j] = Math.Min(row[j], 1 + beforeLast[j - 2]);
            }
            (beforeLast, last) = (last, row);
        }
        return last[^1];
    }
}
