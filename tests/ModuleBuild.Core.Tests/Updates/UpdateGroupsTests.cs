using ModuleBuild.Core.Locking;
using ModuleBuild.Core.Policy;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Core.Updates;
using NuGet.Versioning;

namespace ModuleBuild.Core.Tests.Updates;

/// <summary>How a lock is parted into groups of updates.</summary>
public sealed class UpdateGroupsTests
{
    [Fact]
    public void A_package_belongs_to_the_first_group_that_names_it_and_else_to_those_of_the_rest()
    {
        var settings = new UpdateSettings { Groups = [new("charts", ["Acme.Charts*"]), new("acme", ["Acme.*"]), new("none", ["Nothing"])] };

        var groups = UpdateGroups.Of(Lock("Acme.Charts.Pie", "Acme.Maps", "Other", "Third.Part"), settings);

        Assert.Equal(
            ["charts: Acme.Charts.Pie", "acme: Acme.Maps", "minor-and-patch: Other, Third.Part", "major-other: Other", "major-third-part: Third.Part"],
            groups.Select(group => $"{group.Key}: {string.Join(", ", group.Ids)}"));
    }

    [Fact]
    public void What_promises_to_fit_stays_below_the_next_breaking_version_of_every_package()
    {
        var group = UpdateGroups.Of(Lock("Acme.A", "Acme.B"), new UpdateSettings { Groups = [new("a", ["Acme.A"])] })[1];

        Assert.Equal(("minor-and-patch", "2.0.0", "2.0.0"), (group.Key, group.Below["acme.a"].ToString(), group.Below["Acme.B"].ToString()));
    }

    [Theory]
    [InlineData("0.3.1", "0.4.0")]
    [InlineData("1.0.0-rc.1", "2.0.0")]
    [InlineData("12.5.3", "13.0.0")]
    public void Before_1_0_a_minor_version_may_break(string version, string breaking) =>
        Assert.Equal(breaking, UpdateGroups.NextBreaking(NuGetVersion.Parse(version)).ToString());

    [Fact]
    public void Ids_that_differ_have_keys_that_differ_and_mean_the_same_to_git_everywhere()
    {
        string[] ids = ["Acme.Charts", "Acme-Charts", "Acme_Charts", "Acme..Charts.lock", "\u00c4cme", "\u00c5cme", "..", "@{-1}"];

        var keys = ids.Select(UpdateGroups.KeyOf).ToList();

        Assert.Equal("acme-charts", keys[0]);
        Assert.Equal(keys[0], UpdateGroups.KeyOf("ACME.CHARTS"));
        Assert.Equal(keys.Count, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.All(keys.Where(key => key.Length > 0), key => Assert.Matches("^[a-z0-9]+(-+[a-z0-9]+)*$", key));
    }

    private static LockFile Lock(params string[] ids) => new()
    {
        Inputs = string.Empty,
        Packages = [.. ids.Select(id => new PackageFacts { Id = id, Version = NuGetVersion.Parse("1.2.0") })],
    };
}
