using Microsoft.CodeAnalysis;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>Small programs, each with a safe twin: what the analysis says of them is exact.</summary>
public sealed class PatternTests
{
    public static TheoryData<Pattern> Patterns =>
    [
        .. CallPatterns.All, .. TypePatterns.All, .. GenericPatterns.All, .. CompilerPatterns.All, .. ReflectionPatterns.All, .. TargetPatterns.All,
        .. DispatchPatterns.All, .. RuntimePatterns.All, .. AccessorPatterns.All,
    ];

    [Theory]
    [MemberData(nameof(Patterns), DisableDiscoveryEnumeration = true)]
    public void What_a_program_reaches_is_told_exactly(Pattern pattern)
    {
        foreach (var optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            using var folder = new TemporaryFolder();
            var path = CompiledProgram.Pattern(folder.Path, pattern.Source, optimization);
            var result = CapabilityAnalysis.Run(
                new AnalysisRequest { Module = "Program", Files = [new AnalyzedFile(path, "Program", IsRoot: true)], EntryType = "Entry" },
                TestContext.Current.CancellationToken);

            Assert.Null(result.MissingEntry);
            Assert.Empty(result.Report.Unknown);
            Assert.Equal(pattern.Expected.Order(StringComparer.Ordinal), result.Report.Capabilities.Select(reached => reached.Capability.ToString()));
        }
    }

    [Fact]
    public void There_are_at_least_eighty() => Assert.True(Patterns.Count >= 80, $"There are {Patterns.Count}.");
}
