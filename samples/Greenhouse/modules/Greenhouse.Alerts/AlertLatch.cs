namespace Greenhouse.Alerts;

/// <summary>What happens to an alert in a round.</summary>
internal enum Turn
{
    /// <summary>Nothing that anybody need hear of.</summary>
    None,

    /// <summary>It is new.</summary>
    Raised,

    /// <summary>It is over.</summary>
    Cleared,
}

/// <summary>
/// One alert. A rule must find the same for a number of rounds in a row before anything changes, so a value at its bound does not
/// flicker.
/// </summary>
/// <param name="rounds">How many rounds, 1 or more.</param>
internal sealed class AlertLatch(int rounds)
{
    private int _inARow;

    public bool Stands { get; private set; }

    public Turn Next(bool concern)
    {
        if (concern == Stands)
        {
            _inARow = 0;
            return Turn.None;
        }

        if (++_inARow < rounds)
        {
            return Turn.None;
        }

        _inARow = 0;
        Stands = concern;
        return concern ? Turn.Raised : Turn.Cleared;
    }
}
