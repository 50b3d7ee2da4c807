using System.Text.Json;
using ModuleBuild.Testing;

namespace ModuleBuild.EndToEnd.Tests.Samples;

/// <summary>Each project of samples/Broken fails its build with exactly one finding at the place that expected.json names.</summary>
public sealed class BrokenTests
{
    private static readonly string Samples = RepositoryFolder.Combine("samples", "Broken");

    public static TheoryData<string> Projects => [.. Expectations.Keys.Order(StringComparer.Ordinal)];

    private static IReadOnlyDictionary<string, Expectation> Expectations { get; } =
        JsonSerializer.Deserialize<Expectation[]>(File.ReadAllText(Path.Combine(Samples, "expected.json")), JsonSerializerOptions.Web)!
            .ToDictionary(expectation => expectation.Project);

    [Fact]
    public void Every_broken_project_is_expected() => Assert.Equal(
        Directory.GetFiles(Samples, "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project)!).Order(StringComparer.Ordinal),
        Expectations.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Fails_with_exactly_its_code(string project)
    {
        using var copy = await SampleCopy.CreateAsync("Broken");
        var expectation = Expectations[project];

        var build = await copy.BuildAsync($"{project}/{project}.csproj", expectation.Properties);

        Assert.False(build.Succeeded, build.Log);
        var message = Assert.Single(build.Messages);
        Assert.Equal(
            $"error {expectation.Code} {Path.GetFileName(expectation.File)}({expectation.Line ?? 0},{expectation.Column ?? 0})",
            message.ToString());
    }

    [Fact]
    public async Task The_tool_mends_exactly_those_with_one_safe_answer()
    {
        using var copy = await SampleCopy.CreateAsync("Broken");
        using var tool = await InstalledTool.CreateAsync();

        var mended = new List<string>();
        foreach (var project in Expectations.Keys.Where(project => File.Exists(copy[$"{project}/module.json"])).Order(StringComparer.Ordinal))
        {
            var before = await File.ReadAllBytesAsync(copy[$"{project}/module.json"], TestContext.Current.CancellationToken);
            await tool.RunAsync(copy["."], "fix", $"{project}/module.json", $"{project}/{project}.csproj");
            var after = await File.ReadAllBytesAsync(copy[$"{project}/module.json"], TestContext.Current.CancellationToken);
            if (!before.AsSpan().SequenceEqual(after))
            {
                mended.Add(project);
            }
        }

        Assert.Equal(Expectations.Values.Where(expectation => expectation.Fixable).Select(expectation => expectation.Project).Order(StringComparer.Ordinal), mended);
        foreach (var project in mended)
        {
            var build = await copy.BuildAsync($"{project}/{project}.csproj", Expectations[project].Properties);
            Assert.True(build.Succeeded, $"{project}: {string.Join(", ", build.Short)}");
        }
    }

    private sealed record Expectation(
        string Project, string Code, int? Line, int? Column, string File, bool Fixable, Dictionary<string, string>? Properties);
}
