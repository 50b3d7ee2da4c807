using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Greenhouse.Weather;

/// <summary>Settings of the module; their schema is <c>config.schema.json</c>.</summary>
public sealed class WeatherOptions
{
    /// <summary>Path of the settings in the host's configuration.</summary>
    public const string Section = "Greenhouse:Weather";

    /// <summary>Time between two requests; the provider asks for restraint.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromHours(3);

    /// <summary>How long an answer is waited for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many days are asked for, today included.</summary>
    [Range(1, 7)]
    public int Days { get; set; } = 3;
}

/// <summary>Checks the settings at start; the code is generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class WeatherOptionsValidator : IValidateOptions<WeatherOptions>;
