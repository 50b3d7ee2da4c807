using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Security.Gate;

/// <summary>
/// What a module answers for: its own code and its libraries. Other modules and the host have permissions of their own, and a way through them is theirs.
/// </summary>
internal sealed class OwnCapabilities
{
    private readonly IReadOnlySet<string> _others;
    private readonly Dictionary<string, string> _packages;

    public OwnCapabilities(ModuleGateInput input)
    {
        _others = input.Others;
        _packages = input.Files.DistinctBy(NameOf, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(NameOf, file => file.Package, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The part of a report that the module answers for.</summary>
    public CapabilityReport Of(CapabilityReport report) => report with { Capabilities = [.. report.Capabilities.Where(IsOwn)] };

    private bool IsOwn(ReachedCapability reached) =>
        !_others.Contains(reached.Package)
        && !reached.Path.Any(step => _packages.TryGetValue(step.Assembly, out var package) && _others.Contains(package));

    private static string NameOf(AnalyzedFile file) => Path.GetFileNameWithoutExtension(file.Path);
}
