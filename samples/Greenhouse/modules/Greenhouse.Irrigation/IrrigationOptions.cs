using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Greenhouse.Irrigation;

/// <summary>Settings of the module; their schema is <c>config.schema.json</c>.</summary>
public sealed class IrrigationOptions : IValidatableObject
{
    /// <summary>Path of the settings in the host's configuration.</summary>
    public const string Section = "Greenhouse:Irrigation";

    /// <summary>A bed is watered when its soil moisture falls below this, in percent.</summary>
    [Range(1, 99)]
    public double DryBelow { get; set; } = 24;

    /// <summary>A bed is watered up to this soil moisture, in percent.</summary>
    [Range(1, 99)]
    public double WetAt { get; set; } = 30;

    /// <summary>Litres that raise the soil moisture of a square metre by one percent.</summary>
    [Range(0.1, 20)]
    public double LitresPerPercent { get; set; } = 2;

    /// <summary>The most that a bed gets in a day, in litres per square metre.</summary>
    [Range(0, 100)]
    public double DailyLimit { get; set; } = 12;

    /// <summary>How long a bed is left alone after watering: water takes its time to reach the probe.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan SoakFor { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Hour from which leaves would burn: no watering from then on.</summary>
    [Range(0, 23)]
    public int NoonFrom { get; set; } = 11;

    /// <summary>Hour from which watering is allowed again.</summary>
    [Range(0, 23)]
    public int NoonTo { get; set; } = 16;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WetAt <= DryBelow)
        {
            yield return new ValidationResult("WetAt must be more than DryBelow.", [nameof(WetAt), nameof(DryBelow)]);
        }

        if (NoonTo < NoonFrom)
        {
            yield return new ValidationResult("NoonTo must not be earlier than NoonFrom.", [nameof(NoonTo), nameof(NoonFrom)]);
        }
    }
}

/// <summary>Checks the settings at start; the code is generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class IrrigationOptionsValidator : IValidateOptions<IrrigationOptions>;
