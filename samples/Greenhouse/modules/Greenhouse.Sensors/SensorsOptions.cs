using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Greenhouse.Sensors;

/// <summary>Settings of the module; their schema is <c>config.schema.json</c>.</summary>
public sealed class SensorsOptions
{
    /// <summary>Path of the settings in the host's configuration.</summary>
    public const string Section = "Greenhouse:Sensors";

    /// <summary>Time between two measurements of the same probe.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many readings of a probe are remembered; the oldest are forgotten first.</summary>
    [Range(10, 100_000)]
    public int History { get; set; } = 1_000;

    /// <summary>How many measurements the median is taken of: 1 takes each as it is, 5 swallows two outliers in a row.</summary>
    [Range(1, 9)]
    public int MedianOf { get; set; } = 3;
}

/// <summary>Checks the settings at start; the code is generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class SensorsOptionsValidator : IValidateOptions<SensorsOptions>;
