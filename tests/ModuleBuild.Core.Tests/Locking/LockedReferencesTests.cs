using System.Collections.Immutable;
using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Locking;

public sealed class LockedReferencesTests
{
    private static readonly LockFile Lock = new()
    {
        Inputs = "",
        Modules = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("modules/Orders", new LockedModule(
                [
                    Locks.Needs("acme.catalog", "[2.1,3.0)"),
                    Locks.Needs("Acme.Billing", "2.0", DependencyKind.Peer),
                    Locks.Needs("Acme.Chat", "1.0", DependencyKind.Optional),
                    Locks.Needs("Acme.Absent", "1.0", DependencyKind.Optional),
                ],
                [],
                [])),
        ]),
        Packages =
        [
            Locks.Package("Acme.Billing", "2.0.0"),
            Locks.Package("Acme.Catalog", "2.2.0") with
            {
                Dependencies = [Locks.Needs("Acme.Mail", "1.0"), Locks.Needs("Acme.Stock", "1.0"), Locks.Needs("Acme.Extra", "1.0", DependencyKind.Optional)],
            },
            Locks.Package("Acme.Chat", "1.1.0"),
            Locks.Package("Acme.Extra", "1.0.0"),
            Locks.Package("Acme.Mail", "1.4.0") with { Dependencies = [Locks.Needs("Acme.Chat", "1.0"), Locks.Needs("Acme.Text", "3.0")] },
            Locks.Package("Acme.Stock", "1.0.0"),
            Locks.Package("Acme.Text", "3.1.0"),
        ],
    };

    [Fact]
    public void What_is_declared_comes_with_its_kind_and_with_what_it_needs() => Assert.Equal(
        [
            "Acme.Billing 2.0.0 Peer", "Acme.Catalog 2.2.0 Required", "Acme.Chat 1.1.0 Optional",
            "Acme.Mail 1.4.0 ", "Acme.Stock 1.0.0 ", "Acme.Text 3.1.0 ",
        ],
        References());

    [Fact]
    public void A_module_of_the_workspace_that_is_only_needed_comes_with_its_project() =>
        Assert.DoesNotContain("Acme.Stock 1.0.0 ", References(own: ["acme.stock"]));

    [Fact]
    public void A_module_of_the_workspace_that_is_declared_is_listed() =>
        Assert.Contains("Acme.Catalog 2.2.0 Required", References(own: ["Acme.Catalog"]));

    [Fact]
    public void What_another_version_needs_is_not_known() => Assert.Equal(
        ["Acme.Billing 2.0.0 Peer", "Acme.Catalog 2.2.0 Required", "Acme.Chat 1.1.0 Optional"], References(elsewhere: ["Acme.Catalog"]));

    [Fact]
    public void The_lock_does_not_know_the_module() =>
        Assert.Empty(LockedReferences.Of(Lock, "modules/Shop", Ids(), Ids()));

    private static IEnumerable<string> References(string[]? own = null, string[]? elsewhere = null) =>
        LockedReferences.Of(Lock, "modules/Orders", Ids(own ?? []), Ids(elsewhere ?? []))
            .Select(reference => $"{reference.Id} {reference.Version} {reference.Declared}");

    private static HashSet<string> Ids(params string[] ids) => new(ids, StringComparer.OrdinalIgnoreCase);
}
