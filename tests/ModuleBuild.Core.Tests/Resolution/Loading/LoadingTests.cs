using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Ports;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using ModuleBuild.Core.Resolution.Results;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Loading;

public sealed class LoadingTests
{
    [Fact]
    public async Task What_a_package_names_is_asked_about_while_another_is_still_slow()
    {
        // A answers only when somebody has asked for what B names.
        var source = new WaitingSource([Package("A"), Package("B", "C"), Package("C")], slow: "A", until: "C");

        var result = await ResolveAsync(source, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(["A 1.0.0", "B 1.0.0", "C 1.0.0"], result.Set!.Packages.Select(package => package.Facts.ToString()));
    }

    [Fact]
    public async Task What_goes_wrong_behind_an_early_answer_ends_resolution()
    {
        var late = Finding.Create(DiagnosticCatalog.SourceFailed, SourceLocation.None, "feed", "the disk is full.");
        var source = new WaitingSource([Package("A"), Package("B")], late: late);

        var result = await ResolveAsync(source, TestContext.Current.CancellationToken);

        Assert.Null(result.Set);
        Assert.Equal(late, Assert.Single(result.Findings));
    }

    [Fact]
    public async Task A_resolution_that_is_cancelled_waits_for_what_goes_on_behind_its_answers()
    {
        using var stop = new CancellationTokenSource();
        var source = new WaitingSource([Package("A"), Package("B")], slow: "A", until: "nobody asks for this");

        var resolving = ResolveAsync(source, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving);
        Assert.True(source.IsSettled);
    }

    private static Task<ResolutionResult> ResolveAsync(IPackageSource source, CancellationToken cancellation) => ModuleResolver.ResolveAsync(
        new ResolutionRequest { Roots = [RootRequirement.Of("A", Any), RootRequirement.Of("B", Any)] }, source, null, cancellation);

    private static WrittenRange Any => new("*", VersionRange.All);

    private static PackageFacts Package(string id, params string[] needs) => new()
    {
        Id = id,
        Version = new NuGetVersion(1, 0, 0),
        Dependencies = [.. needs.Select(need => new PackageDependency(need, Any))],
    };

    private sealed class WaitingSource(IEnumerable<PackageFacts> packages, string slow = "", string until = "", Finding? late = null) : IPackageSource
    {
        private readonly MemorySource _memory = new(packages);
        private readonly TaskCompletionSource _asked = new();

        public bool IsSettled { get; private set; }

        public Task<SourceAnswer<PackageVersions>> GetVersionsAsync(string id, CancellationToken cancellation)
        {
            if (id == until)
            {
                _asked.TrySetResult();
            }

            return _memory.GetVersionsAsync(id, cancellation);
        }

        public async Task<SourceAnswer<PackageFacts>> GetFactsAsync(string id, NuGetVersion version, CancellationToken cancellation)
        {
            await (id == slow ? _asked.Task.WaitAsync(cancellation) : Task.CompletedTask);
            return await _memory.GetFactsAsync(id, version, cancellation);
        }

        public Task<ImmutableArray<Finding>> SettleAsync()
        {
            IsSettled = true;
            return Task.FromResult<ImmutableArray<Finding>>(late is null ? [] : [late]);
        }
    }
}
