using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Greenhouse.Reports;

/// <summary>Settings of the module; their schema is <c>config.schema.json</c>.</summary>
public sealed class ReportsOptions
{
    /// <summary>Path of the settings in the host's configuration.</summary>
    public const string Section = "Greenhouse:Reports";

    /// <summary>Time between two versions of today's report; the last one is written when the host stops.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WriteEvery { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Reports of this many days are kept, today included; older ones are deleted.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; set; } = 90;
}

/// <summary>Checks the settings at start; the code is generated from the attributes.</summary>
[OptionsValidator]
internal sealed partial class ReportsOptionsValidator : IValidateOptions<ReportsOptions>;
