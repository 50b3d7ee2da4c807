using Greenhouse.Contracts;

namespace Greenhouse.Irrigation;

/// <summary>
/// Extension point <c>irrigation.veto</c>: other modules register services of this type to hold water back, for example while
/// somebody works in a bed.
/// </summary>
public interface IWateringVeto
{
    /// <summary>Asked before each watering.</summary>
    /// <param name="bed">The bed that is dry.</param>
    /// <param name="litres">What it would get.</param>
    /// <returns>Why not, as half a sentence; null where nothing speaks against it.</returns>
    string? Against(Bed bed, double litres);
}
