using System.Diagnostics;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Tests.Diagnostics;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Equal_texts_have_none() => Assert.Equal(new UnifiedDiff("", 0, 0), UnifiedDiff.Between("a", "b", "x\ny", "x\ny"));

    [Fact]
    public void A_change_with_three_lines_around_it()
    {
        var before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

        var diff = UnifiedDiff.Between("a/n.txt", "b/n.txt", before, before.Replace("5\n", "five\nfünf\n", StringComparison.Ordinal));

        Assert.Equal(
            """
            --- a/n.txt
            +++ b/n.txt
            @@ -2,7 +2,8 @@
             2
             3
             4
            -5
            +five
            +fünf
             6
             7
             8

            """,
            diff.Text);
        Assert.Equal((1, 2), (diff.Removed, diff.Added));
    }

    [Fact]
    public void Changes_close_together_share_a_hunk_and_others_do_not()
    {
        var before = Enumerable.Range(1, 30).Select(i => $"{i}").ToArray();
        var after = before.ToArray();
        (after[1], after[8], after[20]) = ("two", "nine", "twenty-one");

        var diff = UnifiedDiff.Between("a", "b", string.Join('\n', before) + "\n", string.Join('\n', after) + "\n");

        Assert.Equal(["@@ -1,12 +1,12 @@", "@@ -18,7 +18,7 @@"], diff.Text.Split('\n').Where(line => line.StartsWith("@@", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "a\n", "@@ -0,0 +1 @@\n+a\n")]
    [InlineData("a\n", "", "@@ -1 +0,0 @@\n-a\n")]
    [InlineData("a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n")]
    [InlineData("a\n", "a\r\n", "@@ -1 +1 @@\n-a\n+a\r\n")]
    [InlineData("a\nb\n", "b\n", "@@ -1,2 +1 @@\n-a\n b\n")]
    [InlineData("a\nb\nc\n", "x\ny\nc\n", "@@ -1,3 +1,3 @@\n-a\n-b\n+x\n+y\n c\n")]
    public void Edges(string before, string after, string hunks) =>
        Assert.Equal("--- a\n+++ b\n" + hunks, UnifiedDiff.Between("a", "b", before, after).Text);

    [Fact]
    public void Any_two_texts_are_turned_into_each_other_in_the_fewest_steps()
    {
        var random = new Random(4711);
        for (var round = 0; round < 500; round++)
        {
            var before = Words(random);
            var after = Words(random);

            var diff = UnifiedDiff.Between("a", "b", before, after);

            Assert.Equal(after, Patch(before, diff.Text));
            Assert.Equal(FewestSteps(before.Split('\n'), after.Split('\n')), diff.Removed + diff.Added);
        }
    }

    [Fact]
    public void Texts_with_nothing_in_common_are_replaced_without_a_long_search()
    {
        var before = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"a{i}\n"));
        var after = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"b{i}\n"));
        var clock = Stopwatch.StartNew();

        var diff = UnifiedDiff.Between("a", "b", $"same\n{before}", $"same\n{after}");

        Assert.InRange(clock.ElapsedMilliseconds, 0, 5_000);
        Assert.Equal((50_000, 50_000), (diff.Removed, diff.Added));
        Assert.StartsWith("--- a\n+++ b\n@@ -1,50001 +1,50001 @@\n same\n-a0\n-a1\n", diff.Text, StringComparison.Ordinal);
    }

    private static string Words(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => $"{"abcd"[random.Next(4)]}\n"));

    /// <summary>What <c>patch</c> does: copies up to each hunk, checks the lines that it expects, and writes those that it gives.</summary>
    private static string Patch(string before, string diff)
    {
        var old = before.Split('\n')[..^1];
        var result = new List<string>();
        var position = 0;
        foreach (var line in diff.Split('\n').Skip(2).SkipLast(1))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                var numbers = line.Split(' ')[1][1..].Split(',');
                var start = int.Parse(numbers[0], null) - (numbers is [_, "0"] ? 0 : 1);
                result.AddRange(old[position..start]);
                position = start;
                continue;
            }

            if (line[0] != '+')
            {
                Assert.Equal(old[position++], line[1..]);
            }

            if (line[0] != '-')
            {
                result.Add(line[1..]);
            }
        }

        return string.Concat(result.Concat(old[position..]).Select(line => line + "\n"));
    }

    private static int FewestSteps(string[] before, string[] after)
    {
        var steps = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length; i >= 0; i--)
        {
            for (var j = after.Length; j >= 0; j--)
            {
                steps[i, j] = i == before.Length || j == after.Length ? before.Length - i + after.Length - j
                    : before[i] == after[j] ? steps[i + 1, j + 1]
                    : 1 + Math.Min(steps[i + 1, j], steps[i, j + 1]);
            }
        }

        return steps[0, 0];
    }
}
