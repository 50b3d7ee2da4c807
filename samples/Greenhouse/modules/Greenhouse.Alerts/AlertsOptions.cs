using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Greenhouse.Alerts;

/// <summary>Settings of the module; their schema is <c>config.schema.json</c>.</summary>
public sealed class AlertsOptions
{
    /// <summary>Path of the settings in the host's configuration.</summary>
    public const string Section = "Greenhouse:Alerts";

    /// <summary>Time between two rounds of all rules.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A rule must find the same for this many rounds before an alert is raised or cleared: no flicker.</summary>
    [Range(1, 100)]
    public int Rounds { get; set; } = 3;

    /// <summary>Below this many degrees Celsius it is too cold.</summary>
    [Range(-40, 60)]
    public double ColdBelow { get; set; } = 8;

    /// <summary>Above this many degrees Celsius it is too hot.</summary>
    [Range(-40, 60)]
    public double HotAbove { get; set; } = 35;

    /// <summary>Above this relative humidity, in percent, mould grows.</summary>
    [Range(0, 100)]
    public double DampAbove { get; set; } = 92;

    /// <summary>More degrees than this in <see cref="JumpWithin"/> mean an open door or a broken heater.</summary>
    [Range(0.5, 40)]
    public double JumpDegrees { get; set; } = 6;

    /// <summary>The time in which a jump is looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan JumpWithin { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>A bed without any reading for this long has gone silent.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SilentAfter { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>Checks the settings at start; the code is generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class AlertsOptionsValidator : IValidateOptions<AlertsOptions>;
