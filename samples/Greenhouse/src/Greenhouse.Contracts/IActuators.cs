namespace Greenhouse.Contracts;

/// <summary>What the host can move.</summary>
public interface IActuators
{
    /// <summary>Opens the valve of a bed until the given amount has run through.</summary>
    /// <param name="bed">Name of the bed.</param>
    /// <param name="litres">More than 0.</param>
    /// <param name="cancellationToken">Closes the valve at once.</param>
    /// <returns>What has really run through, in litres: less than asked for where the tank ran dry.</returns>
    Task<double> WaterAsync(string bed, double litres, CancellationToken cancellationToken);
}
