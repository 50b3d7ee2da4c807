using System.Collections.Immutable;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Tasks.References;
using NuGet.Versioning;

namespace ModuleBuild.Tasks.Tests.References;

public sealed class ReferencePlanTests
{
    private static readonly WrittenReferences Nothing = new(".");
    private static readonly WrittenReferences Central = Nothing with { Central = Versions() };

    [Fact]
    public void Modules_of_the_lock_are_added_and_only_required_ones_are_for_those_who_take_the_package() => Assert.Equal(
        ["Acme.Catalog 2.2.0", "Acme.Chat 1.0.0 private", "Acme.Mail 1.4.0 private"], Added(Plan(Nothing)));

    [Fact]
    public void Without_a_lock_nothing_is_added() =>
        Assert.Empty(ReferencePlan.Make(Locked with { Lock = null }, Nothing).Added);

    [Fact]
    public void A_written_version_counts_and_what_it_needs_is_left_to_NuGet()
    {
        var plan = Plan(Nothing with { Packages = Versions(("acme.catalog", "2.1.0")) });

        Assert.Equal(["Acme.Chat 1.0.0 private"], Added(plan));
        Assert.Empty(plan.Pinned);
    }

    [Theory]
    [InlineData("2.2.0")]
    [InlineData("[2.2]")]
    [InlineData("2.2.0.0")]
    public void A_written_version_that_is_the_locked_one_brings_what_the_lock_says(string version) =>
        Assert.Equal(["Acme.Chat 1.0.0 private", "Acme.Mail 1.4.0 private"], Added(Plan(Nothing with { Packages = Versions(("Acme.Catalog", version)) })));

    [Theory]
    [InlineData("2.*")]
    [InlineData("$(Missing)")]
    [InlineData("(,3.0)")]
    public void A_written_version_that_says_no_exact_one_is_another(string version) =>
        Assert.Equal(["Acme.Chat 1.0.0 private"], Added(Plan(Nothing with { Packages = Versions(("Acme.Catalog", version)) })));

    [Fact]
    public void A_reference_without_version_gets_that_of_the_lock()
    {
        var plan = Plan(Nothing with { Packages = Versions(("acme.catalog", ""), ("Acme.Mail", ""), ("Acme.Text", "")) });

        Assert.Equal(["Acme.Chat 1.0.0 private"], Added(plan));
        Assert.Equal(["Acme.Catalog 2.2.0", "Acme.Mail 1.4.0"], plan.Pinned.Select(pair => $"{pair.Key} {pair.Value}"));
        Assert.Empty(plan.CentralVersions);
    }

    [Fact]
    public void With_central_management_a_reference_without_version_gets_a_central_one()
    {
        var plan = Plan(Central with { Packages = Versions(("Acme.Catalog", "")) });

        Assert.Equal(["Acme.Catalog 2.2.0"], plan.CentralVersions.Select(pair => $"{pair.Key} {pair.Value}"));
        Assert.Empty(plan.Pinned);
    }

    [Fact]
    public void A_central_version_counts_as_written()
    {
        var plan = Plan(Central with { Packages = Versions(("Acme.Chat", "")), Central = Versions(("acme.catalog", "2.1.0"), ("Acme.Chat", "0.9.0")) });

        Assert.Equal(["Acme.Catalog"], Added(plan));
        Assert.Empty(plan.CentralVersions);
    }

    [Fact]
    public void A_central_version_of_what_is_only_needed_is_left_to_NuGet() =>
        Assert.Equal(["Acme.Catalog 2.2.0", "Acme.Chat 1.0.0 private"], Added(Plan(Central with { Central = Versions(("Acme.Mail", "1.0.0")) })));

    [Fact]
    public void A_project_reference_stands_for_its_package() =>
        Assert.Equal(["Acme.Chat 1.0.0 private", "Acme.Mail 1.4.0 private"], Added(Plan(Nothing with { Projects = Ids("acme.catalog") })));

    private static LockOfRestore Locked { get; } = new(
        "/work",
        new LockFile
        {
            Inputs = "",
            Modules = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
                [KeyValuePair.Create(".", new LockedModule([Needs("Acme.Catalog"), Needs("Acme.Chat", DependencyKind.Optional)], [], []))]),
            Packages =
            [
                new() { Id = "Acme.Catalog", Version = NuGetVersion.Parse("2.2.0"), Dependencies = [Needs("Acme.Mail")] },
                new() { Id = "Acme.Chat", Version = NuGetVersion.Parse("1.0.0") },
                new() { Id = "Acme.Mail", Version = NuGetVersion.Parse("1.4.0") },
            ],
        },
        ImmutableSortedDictionary<string, string>.Empty,
        [],
        []);

    private static ReferencePlan Plan(WrittenReferences written) => ReferencePlan.Make(Locked, written);

    private static IEnumerable<string> Added(ReferencePlan plan) =>
        plan.Added.Select(reference => $"{reference.Id} {reference.Version} {(reference.IsPrivate ? "private" : "")}".Trim());

    private static PackageDependency Needs(string id, DependencyKind kind = DependencyKind.Required) =>
        new(id, new("*", VersionRange.Parse("*")), kind);

    private static ImmutableDictionary<string, string> Versions(params (string Id, string Version)[] versions) =>
        versions.ToImmutableDictionary(pair => pair.Id, pair => pair.Version, StringComparer.OrdinalIgnoreCase);

    private static ImmutableHashSet<string> Ids(params string[] ids) => ids.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
}
