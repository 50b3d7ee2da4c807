using System.Collections.Immutable;
using System.IO.Compression;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Policy;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Gate;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Security;

/// <summary>
/// What we ask of others: the packages of this repository as they are shipped. They have no host and so no manifest: nothing is permitted, and what
/// they reach all the same stands in <c>src/modulebuild.json</c>, with the reason.
/// </summary>
public sealed class OwnPackagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Our_packages_pass_our_gate()
    {
        var feed = await PackageFeed.GetAsync();
        var (settings, problems) = WorkspaceSettings.Read(RepositoryFolder.Combine("src"));
        var used = new HashSet<string>(StringComparer.Ordinal);
        var complaints = new List<string>();
        foreach (var id in new[] { "ModuleBuild", "ModuleBuild.Sdk", "ModuleBuild.Abstractions", "ModuleBuild.Tool" })
        {
            var folder = Directory.CreateDirectory(_folder[id]).FullName;
            await ZipFile.ExtractToDirectoryAsync(Path.Combine(feed.Folder, $"{id}.{feed.Version}.nupkg"), folder, TestContext.Current.CancellationToken);
            var verdict = GateVerdict.Of(settings!.Security, [.. Checked(folder, settings.Security), .. Reached(folder, id, settings.Security)], [], [], SourceLocation.None, new DateOnly(2026, 11, 25));

            complaints.AddRange(verdict.Findings.Select(finding => $"{id}: {finding.Code} {finding.Subject}: {finding.Message}"));
            used.UnionWith(verdict.Accepted.Select(finding => finding.Justification!));
            Assert.True(verdict.Passes || complaints.Count > 0);
        }

        Assert.Empty(problems);
        Assert.Equal("", string.Join("\n", complaints));
        Assert.Empty(settings!.Security.Exceptions.Where(exception => !used.Any(reason => reason.StartsWith(exception.Reason, StringComparison.Ordinal))));
    }

    private static ImmutableArray<Finding> Checked(string folder, SecuritySettings policy) => SecurityChecks.Run(
        new SecurityCheckInput
        {
            Place = SourceLocation.None,
            Settings = policy,
            Files =
            [
                .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                    .Select(path => new PackedFile(path, Path.GetRelativePath(folder, path).Replace('\\', '/'))),
            ],
        },
        TestContext.Current.CancellationToken);

    private static ImmutableArray<Finding> Reached(string folder, string id, SecuritySettings policy)
    {
        var files = AssembliesOf(folder, id);
        return files.IsEmpty ? [] : CapabilityFindings.Of(
            CapabilityAnalysis.Run(new AnalysisRequest { Module = id, Files = files }, TestContext.Current.CancellationToken).Report,
            [],
            SourceLocation.None,
            kind => policy.Gates.TryGetValue(kind.Name, out var gates) ? gates : kind.Gates);
    }

    private static ImmutableArray<AnalyzedFile> AssembliesOf(string folder, string id) =>
    [
        .. Directory.EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".resources.dll", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path: path, IsOurs: Path.GetFileName(path).StartsWith("modulebuild", StringComparison.OrdinalIgnoreCase)))
            .Select(file => new AnalyzedFile(file.Path, file.IsOurs ? id : Path.GetFileNameWithoutExtension(file.Path), IsRoot: file.IsOurs)),
    ];
}
