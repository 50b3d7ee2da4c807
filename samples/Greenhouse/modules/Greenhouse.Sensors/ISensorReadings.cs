using Greenhouse.Contracts;

namespace Greenhouse.Sensors;

/// <summary>A filtered measurement.</summary>
/// <param name="Bed">Name of the bed.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Value">In the unit of the quantity.</param>
/// <param name="Time">When it was measured.</param>
public sealed record SensorReading(string Bed, Quantity Quantity, double Value, DateTimeOffset Time);

/// <summary>What the probes have said. Safe for use by many threads.</summary>
public interface ISensorReadings
{
    /// <summary>The newest reading of a probe.</summary>
    /// <param name="bed">Name of the bed.</param>
    /// <param name="quantity">What was measured.</param>
    /// <returns>The reading; null where there is none yet.</returns>
    SensorReading? Latest(string bed, Quantity quantity);

    /// <summary>The remembered readings of all probes.</summary>
    /// <param name="since">Earliest time, inclusive.</param>
    /// <param name="until">Latest time, exclusive.</param>
    /// <returns>In the order of time, bed and quantity.</returns>
    IReadOnlyList<SensorReading> Between(DateTimeOffset since, DateTimeOffset until);

    /// <summary>Readings from now on. A reader that is too slow misses the oldest and never holds up the sampling.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    IAsyncEnumerable<SensorReading> ReadAllAsync(CancellationToken cancellationToken = default);
}
