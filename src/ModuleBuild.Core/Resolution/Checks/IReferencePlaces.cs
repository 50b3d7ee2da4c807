using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>Where the project's references are written. Asked only where there is something to report.</summary>
public interface IReferencePlaces
{
    /// <summary>Where a reference is written; null where that cannot be found.</summary>
    /// <param name="reference">The reference.</param>
    SourceLocation? OfReference(DirectReference reference);

    /// <summary>Where the version of a reference is written: at the reference, or where versions are managed centrally. Null as above.</summary>
    /// <param name="reference">The reference.</param>
    SourceLocation? OfVersion(DirectReference reference);
}
