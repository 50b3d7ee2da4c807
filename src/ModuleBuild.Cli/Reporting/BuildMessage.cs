using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Reporting;

/// <summary>An error or a warning of a build, whoever raised it.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Code">Such as <c>MB2004</c>, <c>CS0168</c> or <c>NU1903</c>; empty where it has none.</param>
/// <param name="Message">What is wrong, in the words of who raised it.</param>
/// <param name="Location">Where: an absolute path, or as it was told.</param>
/// <param name="Project">Absolute path of the project that was built; empty where it was none.</param>
internal sealed record BuildMessage(Severity Severity, string Code, string Message, SourceLocation Location, string Project)
{
    /// <summary>Address of a page that explains it; null where none was told.</summary>
    public string? HelpLink { get; init; }
}
