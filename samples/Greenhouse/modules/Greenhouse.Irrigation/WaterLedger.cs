namespace Greenhouse.Irrigation;

/// <summary>How much water each bed has had on the present day, and whether it came as it was asked for.</summary>
internal sealed class WaterLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _watered = new(StringComparer.Ordinal);
    private DateOnly _day;

    /// <summary>Litres of the last watering that did not come; more than 0 means that the tank runs dry.</summary>
    public double LastShortfall { get; private set; }

    public double GivenOn(DateOnly day, string bed)
    {
        lock (_gate)
        {
            TurnTo(day);
            return _given.GetValueOrDefault(bed);
        }
    }

    public DateTimeOffset? LastWatered(string bed)
    {
        lock (_gate)
        {
            return _watered.TryGetValue(bed, out var time) ? time : null;
        }
    }

    public void Record(DateTimeOffset now, string bed, double asked, double given)
    {
        lock (_gate)
        {
            TurnTo(DateOnly.FromDateTime(now.DateTime));
            _watered[bed] = now;
            _given[bed] = _given.GetValueOrDefault(bed) + given;
            LastShortfall = Math.Max(0, asked - given);
        }
    }

    private void TurnTo(DateOnly day)
    {
        if (day != _day)
        {
            _day = day;
            _given.Clear();
        }
    }
}
