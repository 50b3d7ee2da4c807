using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Security.Checks.Identity;

/// <summary>MB2014: names that are not what they seem: packages that look like well-known ones, files that say another name of themselves.</summary>
internal static class IdentityCheck
{
    /// <summary>Looks at the packages that run with the module, and at the files that go into its own.</summary>
    public static IEnumerable<Finding> Run(SecurityCheckInput input, CancellationToken cancellation)
    {
        foreach (var id in Ids(input))
        {
            if (LookAlike.Of(id) is { } known)
            {
                yield return Suspicious(input.Place, id, $"looks like the well-known package '{known}' and is another one. Make sure that it is what you meant, and correct the id if not.");
            }
        }

        foreach (var file in input.Files.OrderBy(file => file.PackagePath, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ProblemOf(file, input.Package?.Id) is { } problem)
            {
                yield return Suspicious(new SourceLocation(file.Shown), file.PackagePath, problem);
            }
        }
    }

    private static IEnumerable<string> Ids(SecurityCheckInput input) =>
        input.Packages.Select(package => package.Package.Id)
            .Concat(input.Package is { } own ? [own.Id] : ImmutableArray<string>.Empty)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase);

    private static string? ProblemOf(PackedFile file, string? package)
    {
        var name = file.PackagePath[(file.PackagePath.LastIndexOf('/') + 1)..];
        if (name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !file.PackagePath.Contains('/', StringComparison.Ordinal))
        {
            return NuspecIdentity.ProblemOf(file.SourcePath, name, package);
        }

        return Path.GetExtension(name).ToLowerInvariant() is ".dll" or ".exe" ? AssemblyNameOf.ProblemOf(file.SourcePath, name) : null;
    }

    private static Finding Suspicious(SourceLocation place, string what, string problem) =>
        Finding.Create(DiagnosticCatalog.ContentSuspicious, place, what, problem) with { Subject = what };
}
