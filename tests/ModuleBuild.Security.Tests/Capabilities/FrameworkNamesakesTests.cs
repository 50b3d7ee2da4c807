using System.Collections.Immutable;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>Code behind a name of .NET's, which no call is followed into.</summary>
public sealed class FrameworkNamesakesTests : IDisposable
{
    private const string Code = "namespace Evil; public class Tool { public static void Go() => System.Diagnostics.Process.Start(\"evil\"); }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("System.Windows.Forms", "Evil.Fx")]
    [InlineData("System.Windows.Forms", "System.Windows.Forms")]
    [InlineData("System.Private.Evil", "System.Private.Evil")]
    [InlineData("Microsoft.AspNetCore.Http", "Evil.Fx")]
    [InlineData("System.Text.Json", "Evil.Fx.System.Text.Json")]
    public void What_hides_behind_a_name_of_dotnet_is_told_with_its_package(string name, string package) =>
        Assert.Equal($"{package} process:start:evil", Reached(name, package));

    [Theory]
    [InlineData("System.Text.Json", "system.text.json")]
    [InlineData("Microsoft.Extensions.Http", "Microsoft.Extensions.Http")]
    [InlineData("System.IO.FileSystem", "runtime.unix.System.IO.FileSystem")]
    public void Package_as_which_a_part_of_dotnet_is_published_is_left_to_the_map(string name, string package) =>
        Assert.Equal("", Reached(name, package));

    [Fact]
    public void File_that_no_package_brings_is_looked_into() =>
        Assert.Equal("System.Text.Json process:start:evil", Reached("System.Text.Json", "System.Text.Json", isLoose: true));

    [Fact]
    public void Where_the_framework_has_the_newer_file_the_other_does_not_run() =>
        Assert.Equal("", Reached("Microsoft.AspNetCore.Http", "Evil.Fx", framework: "Microsoft.AspNetCore.Http"));

    private string Reached(string name, string package, bool isLoose = false, string framework = "System.Runtime")
    {
        var fake = CompiledProgram.Compile(_folder.Path, name, Code);
        var app = CompiledProgram.Compile(_folder.Path, "App", "public class A { public void Run() => Evil.Tool.Go(); }", references: fake);
        ImmutableArray<AnalyzedFile> files = [new AnalyzedFile(app, "App", IsRoot: true), new AnalyzedFile(fake, package, IsRoot: false)];
        var request = new AnalysisRequest
        {
            Module = "App",
            Files = FrameworkNamesakes.Enter(files, ImmutableHashSet.Create(framework), isLoose ? ImmutableHashSet.Create(fake) : []),
        };
        return string.Join("\n", CapabilityAnalysis.Run(request, TestContext.Current.CancellationToken).Report.Capabilities.Select(reached => $"{reached.Package} {reached.Capability}"));
    }
}
