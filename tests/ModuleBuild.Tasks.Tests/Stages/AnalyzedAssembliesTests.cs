using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Packaging;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Tasks.Stages.Checks;
using ModuleBuild.Testing;

namespace ModuleBuild.Tasks.Tests.Stages;

public sealed class AnalyzedAssembliesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void MB2011_assembly_that_was_replaced_after_it_was_looked_into_is_an_error()
    {
        Record(Write("obj/Acme.Orders.dll", "as built"));

        Assert.Empty(Missing("lib/net10.0/Acme.Orders.dll", "as built"));

        var finding = Assert.Single(Missing("lib/net10.0/Acme.Orders.dll", "woven"));
        Assert.Equal(("MB2011", Severity.Error, "lib/net10.0/Acme.Orders.dll"), (finding.Code, finding.Severity, finding.Subject));
        Assert.Contains("ModuleBuildAnalyzeDependsOn", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lib/net10.0/Evil.Lib.dll", true)]
    [InlineData("LIB/net10.0/evil.EXE", true)]
    [InlineData("runtimes/linux-x64/lib/net10.0/Evil.Lib.dll", true)]
    [InlineData("modules/Acme.Orders.dll", true)]
    [InlineData("ref/net10.0/Acme.Orders.dll", false)]
    [InlineData("analyzers/dotnet/cs/Acme.Orders.dll", false)]
    [InlineData("lib/net10.0/de/Acme.Orders.resources.dll", false)]
    [InlineData("runtimes/linux-x64/native/sqlite.dll", false)]
    [InlineData("lib/net10.0/Acme.Orders.xml", false)]
    public void Nothing_runs_that_nobody_looked_into(string place, bool isTold)
    {
        Record(Write("obj/Acme.Orders.dll", "as built"));

        Assert.Equal(isTold, Missing(place, "something else").Count == 1);
    }

    [Fact]
    public void Of_two_files_with_one_name_the_second_was_not_looked_into()
    {
        Record(Write("obj/Acme.Orders.dll", "as built"), Write("a/Lib.dll", "one"), Write("b/Lib.dll", "two"));

        Assert.Empty(Missing("lib/net10.0/Lib.dll", "one"));
        Assert.Single(Missing("lib/net10.0/Lib.dll", "two"));
    }

    [Fact]
    public void Without_a_record_nothing_was_looked_into() => Assert.Single(Missing("lib/net10.0/Acme.Orders.dll", "as built"));

    public void Dispose() => _folder.Dispose();

    private void Record(params string[] paths) =>
        File.WriteAllBytes(_folder[AnalyzedAssemblies.FileName], AnalyzedAssemblies.Write(paths.Select(path => new AnalyzedFile(path, "Acme", IsRoot: false))));

    private List<Finding> Missing(string place, string content) =>
        [.. AnalyzedAssemblies.Missing([new PackagedFile(Write("bin/packed", content), place)], [_folder.Path], "Acme.Orders", new SourceLocation(_folder["module.json"]))];

    private string Write(string path, string content) => _folder.Write(path, content);
}
