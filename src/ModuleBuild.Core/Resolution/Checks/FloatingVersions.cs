using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>MB1010: a reference, to whatever package, that gives another build when somebody publishes a version.</summary>
internal static class FloatingVersions
{
    public static IEnumerable<Finding> Check(DependencyCheckInput input)
    {
        if (input.HasPackagesLock)
        {
            return [];
        }

        return input.Restored
            .SelectMany(set => set.References)
            .Where(reference => reference.FloatingVersion is not null)
            .DistinctBy(reference => (reference.Id.ToUpperInvariant(), reference.FloatingVersion))
            .Select(reference => Finding.Create(
                DiagnosticCatalog.FloatingVersion,
                input.Places.OfVersion(reference) ?? new SourceLocation(input.Document.Path),
                reference.Id,
                reference.FloatingVersion) with
            {
                Subject = DependencyCheckInput.PointerOf(reference.Id),
            });
    }
}
