using NuGet.Common;
using NuGet.Frameworks;
using NuGet.ProjectModel;

namespace ModuleBuild.Packaging.Closure;

/// <summary>What restore resolved for one target framework.</summary>
/// <param name="LockFile">The whole file.</param>
/// <param name="Framework">What the project asks for on this framework.</param>
/// <param name="Target">What it got, without a runtime identifier: the view of a package, which must run on all of them.</param>
internal sealed record AssetsTarget(LockFile LockFile, TargetFrameworkInformation Framework, LockFileTarget Target)
{
    /// <summary>The resolved libraries by name.</summary>
    public IReadOnlyDictionary<string, LockFileTargetLibrary> Libraries { get; } = Target.Libraries
        .Where(library => library is { Name: not null, Version: not null })
        .DistinctBy(library => library.Name!, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(library => library.Name!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The framework's short name, which is the name of its folder below <c>lib/</c>.</summary>
    public string Name => Framework.FrameworkName.GetShortFolderName();

    /// <summary>The name that the project gives the framework. Files of older clients leave it out where it is the short name.</summary>
    public static string Alias(TargetFrameworkInformation framework) =>
        string.IsNullOrEmpty(framework.TargetAlias) ? framework.FrameworkName.GetShortFolderName() : framework.TargetAlias;

    /// <summary><c>id/version</c> of a library.</summary>
    public static string Key(LockFileTargetLibrary library) => $"{library.Name}/{library.Version!.ToNormalizedString()}";

    /// <summary>Finds a framework by the name that the project gives it, else by the framework that the name means.</summary>
    public static AssetsTarget? Find(LockFile lockFile, string name)
    {
        var frameworks = lockFile.PackageSpec.TargetFrameworks;
        var meant = NuGetFramework.Parse(name);
        var framework =
            frameworks.FirstOrDefault(candidate => Alias(candidate).Equals(name, StringComparison.OrdinalIgnoreCase)) ??
            frameworks.FirstOrDefault(candidate => candidate.FrameworkName.Equals(meant));
        if (framework is null)
        {
            return null;
        }

        // Since version 4 of the format a target is keyed by the alias, before by the framework.
        var targets = lockFile.Targets.Where(target => string.IsNullOrEmpty(target.RuntimeIdentifier)).ToList();
        var found =
            targets.FirstOrDefault(target => target.Name.Equals(Alias(framework), StringComparison.OrdinalIgnoreCase)) ??
            targets.FirstOrDefault(target => target.TargetFramework.Equals(framework.FrameworkName));
        return found is null ? null : new AssetsTarget(lockFile, framework, found);
    }

    /// <summary>Why the target has holes, where it has some: what restore says it could not resolve, else what is not there.</summary>
    public IReadOnlyList<string> Holes()
    {
        var failures = LockFile.LogMessages
            .Where(message => message.Level == LogLevel.Error && message.LibraryId is { Length: > 0 } id && !Libraries.ContainsKey(id))
            .Where(message => Concerns(message.TargetGraphs))
            .Select(message => $"it is the result of a restore that failed with {message.Code}: {message.Message.TrimEnd('.', '\r', '\n')}");
        var missing = DirectDependencies.Read(this).Keys
            .Where(name => !Libraries.ContainsKey(name))
            .Select(name => $"it does not hold '{name}', which its project asks for");
        var reasons = failures.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return reasons.Count > 0 ? reasons : [.. missing.Order(StringComparer.Ordinal)];
    }

    private bool Concerns(IReadOnlyList<string>? graphs) =>
        graphs is not { Count: > 0 } || graphs.Contains(Target.Name, StringComparer.OrdinalIgnoreCase);
}
