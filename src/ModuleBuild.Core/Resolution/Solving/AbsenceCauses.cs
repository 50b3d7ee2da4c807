using System.Collections.Immutable;
using ModuleBuild.Core.Resolution.Explaining;

namespace ModuleBuild.Core.Resolution.Solving;

/// <summary>Something about a package holds only where one of some others is in the set: a rule about the set as a whole.</summary>
/// <param name="package">The package.</param>
/// <param name="others">The others, with the versions that would do.</param>
internal abstract class Absence(UniversePackage package, IReadOnlyList<(UniversePackage Package, ulong[] Versions)> others) : Fact
{
    private const int MostNamed = 3;

    /// <summary>The package.</summary>
    public UniversePackage Package => package;

    /// <inheritdoc/>
    public override ImmutableArray<string> Packages => [Package.Id, .. others.Select(other => other.Package.Id)];

    /// <inheritdoc/>
    public override bool SpeaksOfAbsence => true;

    /// <summary>Whether nobody could do it.</summary>
    protected bool IsHopeless => others.Count == 0;

    /// <summary>The others in words.</summary>
    protected string Others => string.Join(" or ", others.Take(MostNamed).Select(other => VersionText.Of(other.Package, other.Versions)))
        + (others.Count > MostNamed ? FormattableString.Invariant($" or {others.Count - MostNamed} more packages") : string.Empty);
}

/// <summary>Pre-releases of a package are eligible only where somebody in the set asks for one.</summary>
/// <param name="package">The package.</param>
/// <param name="others">Who would ask.</param>
internal sealed class NeedsOptIn(UniversePackage package, IReadOnlyList<(UniversePackage Package, ulong[] Versions)> others) : Absence(package, others)
{
    /// <inheritdoc/>
    public override string Kind => "prerelease";

    /// <inheritdoc/>
    public override string Tell() =>
        $"{VersionText.Of(Package, Package.Prereleases)} may be chosen only where a range of the set asks for a pre-release" +
        (IsHopeless ? string.Empty : $", as {Others} would");
}

/// <summary>Nothing brings a package into the set but some others.</summary>
/// <param name="package">The package.</param>
/// <param name="others">Who would bring it in.</param>
internal sealed class IsNotBroughtIn(UniversePackage package, IReadOnlyList<(UniversePackage Package, ulong[] Versions)> others) : Absence(package, others)
{
    /// <inheritdoc/>
    public override string Kind => "not-brought-in";

    /// <inheritdoc/>
    public override string Tell() =>
        IsHopeless ? $"nothing in the set brings in {Package.Id}" : $"only {Others} would bring {Package.Id} into the set";
}
