using System.Diagnostics;
using System.Globalization;
using ModuleBuild.Packaging.Sbom;

namespace ModuleBuild.Packaging.Tests.Sbom;

/// <summary>A closure larger than any module should have.</summary>
public sealed class SbomSizeTests
{
    [Fact]
    public void Thousand_packages_in_one_document()
    {
        using var scenario = new SbomScenario();
        var libraries = Enumerable.Range(0, 1000)
            .Select(i => scenario.AddPackage(
                string.Create(CultureInfo.InvariantCulture, $"Package.{i:0000}"),
                """
                <authors>Somebody</authors>
                <license type="expression">Apache-2.0</license>
                <projectUrl>https://example.com/package</projectUrl>
                <description>A description of a usual length, which the reader skips: it goes on for a line or two, but not for longer.</description>
                <copyright>Copyright © Somebody</copyright>
                <repository type="git" url="https://github.com/somebody/package" commit="0123456789abcdef0123456789abcdef01234567" />
                """,
                onNuGetOrg: true,
                dependencies: [.. Enumerable.Range(i + 1, 3).Where(next => next < 1000).Select(next => string.Create(CultureInfo.InvariantCulture, $"Package.{next:0000}/1.0.0"))]))
            .ToArray();
        scenario.Closures = [SbomScenario.Closure("net10.0", libraries)];

        var clock = new Stopwatch();
        for (var run = 0; run < 5; run++)
        {
            clock.Restart();
            var (document, findings) = SbomBuilder.Build(scenario.Request);
            TestContext.Current.TestOutputHelper!.WriteLine($"run {run}: {clock.ElapsedMilliseconds} ms, {document!.Length / 1024} KiB");
            Assert.Empty(findings);
        }

        Assert.Equal(1000, scenario.Build()["components"]!.AsArray().Count);
    }
}
