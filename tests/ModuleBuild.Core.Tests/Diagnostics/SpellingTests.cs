using System.Diagnostics;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Tests.Diagnostics;

public sealed class SpellingTests
{
    private static readonly string[] Fields = ["permissions", "platforms", "host", "health", "id", "icon", "dependencies", "name"];

    [Theory]
    [InlineData("permision", "permissions")]
    [InlineData("Permissions", "permissions")]
    [InlineData("depnedencies", "dependencies")]
    [InlineData("hsot", "host")]
    [InlineData("helth", "health")]
    [InlineData("nmae", "name")]
    public void A_slip_is_near(string word, string expected) => Assert.Equal(expected, Spelling.Nearest(word, Fields));

    [Theory]
    [InlineData("zzz")]
    [InlineData("")]
    [InlineData("di")]
    [InlineData("permissionsAndMuchMore")]
    public void A_word_that_shares_too_little_has_no_nearest(string word) => Assert.Null(Spelling.Nearest(word, Fields));

    [Fact]
    public void There_is_no_nearest_of_nothing() => Assert.Null(Spelling.Nearest("host", []));

    [Fact]
    public void A_swap_of_neighbours_is_one_slip_and_not_two()
    {
        Assert.Equal("abc", Spelling.Nearest("acb", ["abc"]));
        Assert.Null(Spelling.Nearest("cba", ["abc"]));
    }

    [Fact]
    public void A_third_of_the_longer_word_is_the_limit()
    {
        Assert.Equal("abcdef", Spelling.Nearest("abcdxy", ["abcdef"]));
        Assert.Null(Spelling.Nearest("abcxyz", ["abcdef"]));
        Assert.Equal("abcdefghi", Spelling.Nearest("abcdef", ["abcdefghi"]));
        Assert.Null(Spelling.Nearest("abcdef", ["abcdefghij"]));
    }

    [Fact]
    public void The_nearer_one_wins_wherever_it_stands()
    {
        Assert.Equal("sensor", Spelling.Nearest("sensr", ["sender", "sensor"]));
        Assert.Equal("sensor", Spelling.Nearest("sensr", ["sensor", "sender"]));
    }

    [Fact]
    public void A_tie_goes_to_the_ordinally_first()
    {
        Assert.Equal("bare", Spelling.Nearest("bale", ["base", "bare"]));
        Assert.Equal("Bare", Spelling.Nearest("bale", ["bare", "Bare"]));
    }

    [Theory]
    [InlineData("permision", "permissions", true)]
    [InlineData("NAME", "name", true)]
    [InlineData("hsot", "host", true)]
    [InlineData("permi", "permissions", false)]
    [InlineData("ib", "id", true)]
    public void One_or_two_slips_of_one_word_are_sure(string word, string nearest, bool isSure) =>
        Assert.Equal(isSure, Spelling.IsSure(word, nearest, Fields));

    [Fact]
    public void A_word_between_two_others_is_not_sure()
    {
        Assert.False(Spelling.IsSure("bale", "bare", ["base", "bare"]));
        Assert.True(Spelling.IsSure("bares", "bare", ["base", "bare"]));
    }

    [Fact]
    public void Only_the_case_differs_in_any_culture()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new("tr-TR");
            Assert.Equal("id", Spelling.Nearest("ID", Fields));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Giants_cost_nothing_and_are_only_compared_for_equality()
    {
        var giant = new string('a', 5_000_000);
        var clock = Stopwatch.StartNew();

        Assert.Null(Spelling.Nearest(giant, [giant[1..], giant + "b"]));
        Assert.Equal(giant, Spelling.Nearest(giant.ToUpperInvariant(), [giant]));

        Assert.InRange(clock.ElapsedMilliseconds, 0, 2_000);
    }
}
