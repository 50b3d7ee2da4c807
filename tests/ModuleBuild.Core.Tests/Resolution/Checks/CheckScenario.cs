using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Checks;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Checks;

/// <summary>The module Acme.Orders 1.2.0 with a manifest and what was restored for it; found is what the checks say, as <c>code subject</c>.</summary>
internal sealed record CheckScenario(string Manifest) : IReferencePlaces
{
    public RestoredSet[] Restored { get; init; } = [];

    public CompiledModule? Compiled { get; init; }

    public bool HasPackagesLock { get; init; }

    public LockFile? Lock { get; init; }

    /// <summary>Whether the places of references can be found.</summary>
    public bool KnowsPlaces { get; init; } = true;

    public ManifestDocument Document => ManifestReader.Read("module.json", Encoding.UTF8.GetBytes(Manifest)).Document!;

    public IReadOnlyList<Finding> Findings
    {
        get
        {
            var findings = DependencyChecks.Run(new DependencyCheckInput
            {
                Document = Document,
                ModuleId = "Acme.Orders",
                ModuleVersion = "1.2.0",
                Restored = [.. Restored],
                Compiled = Compiled,
                HasPackagesLock = HasPackagesLock,
                Lock = Lock,
                Places = this,
            });
            Assert.All(findings, finding => Assert.StartsWith("/", finding.Subject, StringComparison.Ordinal)); // else no baseline can accept it
            return findings;
        }
    }

    public IEnumerable<string> Found => Findings.Select(finding => $"{finding.Code} {finding.Subject}");

    public SourceLocation? OfReference(DirectReference reference) => KnowsPlaces ? new SourceLocation("/src/Acme.Orders.csproj", 12, 5) : null;

    public SourceLocation? OfVersion(DirectReference reference) => KnowsPlaces ? new SourceLocation("/src/Directory.Packages.props", 8, 7) : null;

    /// <summary>What was restored for net10.0.</summary>
    public static RestoredSet Set(IEnumerable<RestoredLibrary> libraries, params DirectReference[] references) => new("net10.0", libraries, references);

    /// <summary>A module with an assembly of its name.</summary>
    public static RestoredLibrary Module(string id, string version = "1.0.0", params string[] needs) => Library(id, version, needs) with { IsModule = true };

    /// <summary>A package with an assembly of its name.</summary>
    public static RestoredLibrary Library(string id, string version = "1.0.0", params string[] needs) =>
        new(id, NuGetVersion.Parse(version)) { Needs = [.. needs], CompileAssemblies = [id], RuntimeAssemblies = [id] };

    public static DirectReference Reference(string id) => new(id, null, null, BringsAssemblies: true);

    public static PackageRange Range(string id, string range) => new(id, new WrittenRange(range, VersionRange.Parse(range)));

    /// <summary>An assembly for net10.0 that references others.</summary>
    public static CompiledModule Using(params string[] assemblies) => new("net10.0", "Acme.Orders.dll", [.. assemblies], []);
}
