using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution;
using ModuleBuild.Core.Resolution.Index;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Resolution.Requests;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Resolution.Solving;

public sealed class ChoiceTests
{
    [Fact]
    public async Task A_host_that_was_not_given_costs_no_package_its_best_version()
    {
        const string Index = """
            [
              { "id": "Shop", "version": "1.0.0", "dependencies": { "Pay": "1.0", "Stock": "1.0" } },
              { "id": "Pay", "version": "1.0.0" },
              { "id": "Pay", "version": "2.0.0" },
              { "id": "Pay", "version": "3.0.0", "host": { "Server": "[1.0,3.0)" } },
              { "id": "Stock", "version": "1.0.0", "host": { "Server": "(,1.5]" } }
            ]
            """;

        Assert.Equal(["Pay 3.0.0", "Shop 1.0.0", "Stock 1.0.0"], await ChooseAsync(Index, [], "Shop"));
    }

    [Fact]
    public async Task A_locked_version_stays_though_a_new_root_would_like_another()
    {
        const string Index = """
            [
              { "id": "Added", "version": "1.0.0", "dependencies": { "Base": "1.0" } },
              { "id": "Added", "version": "2.0.0", "dependencies": { "Base": "2.0" } },
              { "id": "Base", "version": "1.0.0" },
              { "id": "Base", "version": "2.0.0" },
              { "id": "Base", "version": "3.0.0" },
              { "id": "Shop", "version": "1.0.0", "dependencies": { "Base": "1.0" } }
            ]
            """;

        Assert.Equal(["Added 1.0.0", "Base 1.0.0", "Shop 1.0.0"], await ChooseAsync(Index, [("Base", "1.0.0"), ("Shop", "1.0.0")], "Added", "Shop"));
        Assert.Equal(["Added 2.0.0", "Base 3.0.0", "Shop 1.0.0"], await ChooseAsync(Index, [], "Added", "Shop"));
    }

    private static async Task<IEnumerable<string>> ChooseAsync(string index, (string Id, string Version)[] locked, params string[] roots)
    {
        var (packages, findings) = IndexReader.Read("index.json", Encoding.UTF8.GetBytes(index));
        Assert.Empty(findings);
        var result = await ModuleResolver.ResolveAsync(
            new ResolutionRequest
            {
                Roots = [.. roots.Select(root => RootRequirement.Of(root, new WrittenRange("1.0", VersionRange.Parse("1.0"))))],
                Locked = locked.ToImmutableSortedDictionary(each => each.Id, each => NuGetVersion.Parse(each.Version), StringComparer.OrdinalIgnoreCase),
            },
            new MemorySource(packages),
            null,
            TestContext.Current.CancellationToken);
        return result.Set!.Packages.Select(package => package.Facts.ToString());
    }
}
