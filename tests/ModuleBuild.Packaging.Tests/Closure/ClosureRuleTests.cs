using ModuleBuild.Packaging.Closure;
using ModuleBuild.Testing;

namespace ModuleBuild.Packaging.Tests.Closure;

/// <summary>The rules of <c>docs/sbom.md</c>, one by one, on the smallest files that show them.</summary>
public sealed class ClosureRuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Package_of_a_private_package_is_for_the_build_only() =>
        Assert.Equal(
            "direct: | runs: | build: Child Private(Child)",
            Read(
                [AssetsText.Library("Private", "\"Child\": \"1.0.0\""), AssetsText.Library("Child")],
                AssetsText.Direct("Private", ", \"suppressParent\": \"All\"")));

    [Fact]
    public void Package_that_is_private_here_and_needed_there_runs_but_is_not_direct() =>
        Assert.Equal(
            "direct: Library | runs: Library(Shared) Shared | build:",
            Read(
                [AssetsText.Library("Library", "\"Shared\": \"1.0.0\""), AssetsText.Library("Shared")],
                AssetsText.Direct("Library"),
                AssetsText.Direct("Shared", ", \"suppressParent\": \"All\"")));

    [Fact]
    public void What_a_reference_does_not_include_does_not_run_behind_it() =>
        Assert.Equal(
            "direct: | runs: | build: Child Compile(Child)",
            Read(
                [AssetsText.Library("Compile", "\"Child\": \"1.0.0\""), AssetsText.Library("Child")],
                AssetsText.Direct("Compile", ", \"include\": \"Compile, Build\"")));

    [Fact]
    public void Kinds_of_assets_are_united_over_all_ways() =>
        Assert.Equal(
            "direct: Library | runs: Child Library(Child) | build: Compile(Child)",
            Read(
                [AssetsText.Library("Compile", "\"Child\": \"1.0.0\""), AssetsText.Library("Library", "\"Child\": \"1.0.0\""), AssetsText.Library("Child")],
                AssetsText.Direct("Compile", ", \"include\": \"Compile\""),
                AssetsText.Direct("Library")));

    [Fact]
    public void Placeholder_is_no_file() =>
        Assert.Equal(
            "direct: | runs: | build: Empty",
            Read(["""  "Empty/1.0.0": { "type": "package", "runtime": { "lib/net10.0/_._": {} }, "native": { "_._": {} } } """], AssetsText.Direct("Empty")));

    [Fact]
    public void Metapackage_stands_between_the_module_and_what_runs() =>
        Assert.Equal(
            "direct: Meta | runs: Child Meta(Child) | build:",
            Read(
                ["""  "Meta/1.0.0": { "type": "package", "dependencies": { "Child": "1.0.0" } } """, AssetsText.Library("Child")],
                AssetsText.Direct("Meta")));

    [Fact]
    public void Metapackage_of_nothing_that_runs_is_for_the_build_only() =>
        Assert.Equal(
            "direct: | runs: | build: Child Meta(Child)",
            Read(
                [
                    """  "Meta/1.0.0": { "type": "package", "dependencies": { "Child": "1.0.0" } } """,
                    """  "Child/1.0.0": { "type": "package", "build": { "build/Child.props": {} } } """,
                ],
                AssetsText.Direct("Meta")));

    [Fact]
    public void Native_files_run_although_the_assemblies_are_excluded() =>
        Assert.Equal(
            "direct: Native | runs: Native | build:",
            Read(
                ["""  "Native/1.0.0": { "type": "package", "runtimeTargets": { "runtimes/linux-x64/native/x.so": { "assetType": "native", "rid": "linux-x64" } } } """],
                AssetsText.Direct("Native", ", \"include\": \"Compile, Native\"")));

    [Fact]
    public void Assemblies_of_a_runtime_identifier_do_not_run_where_assemblies_are_excluded() =>
        Assert.Equal(
            "direct: | runs: | build: Rid",
            Read(
                ["""  "Rid/1.0.0": { "type": "package", "runtimeTargets": { "runtimes/unix/lib/net10.0/x.dll": { "assetType": "runtime", "rid": "unix" } } } """],
                AssetsText.Direct("Rid", ", \"include\": \"Compile, Native\"")));

    [Fact]
    public void Packages_in_a_circle_end() =>
        Assert.Equal(
            "direct: One | runs: One(Two) Two(One) | build:",
            Read(
                [AssetsText.Library("One", "\"Two\": \"1.0.0\""), AssetsText.Library("Two", "\"One\": \"1.0.0\"")],
                AssetsText.Direct("One")));

    [Fact]
    public void Names_are_compared_without_case_and_shown_as_restored() =>
        Assert.Equal(
            "direct: Library | runs: Child Library(Child) | build:",
            Read(
                [AssetsText.Library("Library", "\"CHILD\": \"1.0.0\""), AssetsText.Library("Child")],
                AssetsText.Direct("library")));

    [Fact]
    public void Package_that_the_framework_replaces_is_left_out() =>
        Assert.Equal(
            "direct: Library | runs: Library | build:",
            Read([AssetsText.Library("Library", "\"System.Text.Json\": \"8.0.0\"")], AssetsText.Direct("Library")));

    public void Dispose() => _folder.Dispose();

    private string Read(string[] libraries, params string[] dependencies)
    {
        var path = _folder.Write("project.assets.json", AssetsText.Make(string.Join(',', libraries), string.Join(',', dependencies)));
        var (closures, findings) = RuntimeClosureReader.Read(path, ["net10.0"]);
        Assert.Empty(findings);
        var closure = Assert.Single(closures);
        return $"direct:{Join(closure.Direct)} | runs:{Join(closure.Libraries.Select(Show))} | build:{Join(closure.BuildOnly.Select(Show))}"
            .Replace("/1.0.0", "", StringComparison.Ordinal);

        static string Show(ClosureLibrary library) =>
            library.Dependencies.Length == 0 ? library.Key : $"{library.Key}({string.Join(' ', library.Dependencies)})";

        static string Join(IEnumerable<string> names) => string.Concat(names.Select(name => " " + name));
    }
}
