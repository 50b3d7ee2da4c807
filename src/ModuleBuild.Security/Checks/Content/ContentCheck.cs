using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Checks.Content;

/// <summary>MB2014: what a package of a module should not hold. Heuristics, so warnings.</summary>
internal static class ContentCheck
{
    // NuGet for packages.config ran them in Visual Studio, with the rights of whoever had it open; init.ps1 it still runs.
    private static readonly string[] InstallScripts = ["install.ps1", "init.ps1", "uninstall.ps1"];

    /// <summary>Looks into all files.</summary>
    public static IEnumerable<Finding> Run(ImmutableArray<PackedFile> files, CancellationToken cancellation)
    {
        foreach (var file in files.OrderBy(file => file.PackagePath, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ProblemOf(file) is { } problem)
            {
                yield return FindingOf(file, problem);
            }
        }

        // Windows and macOS unpack one over the other; which one is left is up to who unpacks.
        foreach (var twins in files.GroupBy(file => file.PackagePath, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return FindingOf(twins.Last(), "stands in the package twice, so that it depends on who unpacks it which one is there. Pack it once.");
        }
    }

    private static string? ProblemOf(PackedFile file)
    {
        if (IsInstallScript(file.PackagePath))
        {
            return "is a script that older clients run when the package is installed. Leave it out; what has to be done in a build belongs in a targets file.";
        }

        if (RelativePath.ProblemOf(file.PackagePath) is { } wrong)
        {
            return $"has a path in the package {wrong}: it may be unpacked elsewhere than beside the others. Give it a path inside the package.";
        }

        var head = NamedFile.Read(file.SourcePath, ContentKind.Probe, out _);
        if (ContentKind.HiddenIn(file.PackagePath, head) is { } kind)
        {
            return $"is {kind} by its content, and not by its name. Leave it out, or name it as what it is.";
        }

        return Polyglot.BehindOf(file, head) is { } behind ? $"is two things: behind it stands {behind}. Pack both as what they are, or leave it out."
            : BuildFile.IsOne(file.PackagePath) ? BuildFile.ProblemOf(file)
            : HiddenLoader.ProblemOf(file);
    }

    // tools/install.ps1, tools/net45/install.ps1: a folder of a framework may stand between.
    private static bool IsInstallScript(string path) =>
        path.StartsWith("tools/", StringComparison.OrdinalIgnoreCase) && path.Count(character => character == '/') <= 2
        && InstallScripts.Contains(path[(path.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase);

    private static Finding FindingOf(PackedFile file, string problem) =>
        Finding.Create(DiagnosticCatalog.ContentSuspicious, new SourceLocation(file.Shown), file.PackagePath, problem) with { Subject = file.PackagePath };
}
