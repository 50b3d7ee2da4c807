using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>What a rule sees of one manifest, and where it reports.</summary>
/// <param name="document">The manifest.</param>
/// <param name="project">What MSBuild knows.</param>
/// <param name="folder">Absolute path of the module's folder.</param>
internal sealed class RuleContext(ManifestDocument document, ProjectFacts project, string folder)
{
    private readonly SortedSet<string> _consulted = new(StringComparer.Ordinal);

    public ManifestDocument Document => document;

    public ModuleManifest Manifest => document.Manifest;

    public ProjectFacts Project => project;

    public string Folder => folder;

    public List<Finding> Findings { get; } = [];

    /// <summary>Absolute paths of files, present or not, on which the findings depend.</summary>
    public IReadOnlyCollection<string> Consulted => _consulted;

    /// <summary>The id that the module has, or null where nobody knows it.</summary>
    public string? ModuleId => Manifest.Id ?? Project.PackageId;

    /// <summary>Reports a finding at the value of a field or, where the file does not hold it, at the container that lacks it.</summary>
    /// <param name="descriptor">The catalogue entry.</param>
    /// <param name="pointer">JSON Pointer of the field.</param>
    /// <param name="fix">The one safe answer, or null.</param>
    /// <param name="arguments">The values of the message's placeholders.</param>
    public void Report(DiagnosticDescriptor descriptor, string pointer, Fix? fix, params object?[] arguments) =>
        ReportAt(descriptor, document.LocateValue(pointer), pointer, fix, arguments);

    /// <summary>Reports a finding at the name of a field.</summary>
    public void ReportName(DiagnosticDescriptor descriptor, string pointer, Fix? fix, params object?[] arguments) =>
        ReportAt(descriptor, document.LocateName(pointer), pointer, fix, arguments);

    /// <summary>Reports a finding at a place in a field.</summary>
    /// <remarks>After as many as the reader tells, the rest is not told: nobody reads them.</remarks>
    public void ReportAt(DiagnosticDescriptor descriptor, SourceLocation location, string pointer, Fix? fix, params object?[] arguments)
    {
        if (Findings.Count < JsonTree.MostProblems)
        {
            Findings.Add(Finding.Create(descriptor, location, arguments) with { Subject = pointer, Fix = fix });
        }
    }

    /// <summary>The absolute path of a file of the module; from now on the findings depend on it.</summary>
    /// <param name="path">Path that <see cref="RelativePath.ProblemOf"/> has nothing against.</param>
    public string Consult(string path)
    {
        var absolute = Path.GetFullPath(Path.Combine(folder, path));
        _consulted.Add(absolute);
        return absolute;
    }
}
