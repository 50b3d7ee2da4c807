using Greenhouse.Contracts;
using Greenhouse.Sensors;

namespace Greenhouse.Alerts;

/// <summary>
/// Extension point <c>alerts.rule</c>: every service of this type is asked in each round, in the order of registration. Other modules
/// may bring rules of their own.
/// </summary>
public interface IAlertRule
{
    /// <summary>Unique among the rules, for example <c>bounds</c>.</summary>
    string Name { get; }

    /// <summary>Judges one bed.</summary>
    /// <param name="bed">The bed.</param>
    /// <param name="readings">What its probes, and those of the others, have said.</param>
    /// <param name="now">The time of the round.</param>
    /// <returns>What is wrong; null where all is well.</returns>
    Concern? Judge(Bed bed, ISensorReadings readings, DateTimeOffset now);
}

/// <summary>Something that is wrong with a bed.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Text">One sentence that names the bed.</param>
public sealed record Concern(NoticeLevel Level, string Text);
