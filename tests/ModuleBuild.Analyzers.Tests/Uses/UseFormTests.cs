using ModuleBuild.Analyzers.Tests.Infrastructure;

namespace ModuleBuild.Analyzers.Tests.Uses;

/// <summary>The forms in which code uses a member, and those that only look like it.</summary>
public sealed class UseFormTests
{
    public static TheoryData<string> Uses =>
    [
        "[|File.Delete(any)|];",
        "[|System.IO.File.Delete(any)|];",
        "Action<string> delete = [|File.Delete|];",
        "new List<string>().ForEach([|File.Delete|]);",
        "Action later = () => [|File.Delete(any)|];",
        "void Local() => [|File.Delete(any)|]; Local();",
        "foreach (var x in new[] { 1 }.Select(_ => { [|File.Delete(any)|]; return 1; })) { }",
        "Func<Task> later = async () => { await Task.Yield(); [|File.Delete(any)|]; };",
        "var x = true ? new Action<string>([|File.Delete|]) : null;",
        "unsafe { delegate*<string, void> pointer = &[|File.Delete|]; }",
        "try { } catch (Exception) when (Check()) { } bool Check() { [|File.Delete(any)|]; return true; }",
        "object o = any switch { \"a\" => [|File.ReadAllText(any)|], _ => 1 };",
        "System.Linq.Expressions.Expression<Action> tree = () => [|File.Delete(any)|];",
        "string Text() { return $\"{[|File.ReadAllText(any)|]}\"; }",
        "IEnumerable<int> Each() { [|File.Delete(any)|]; yield return 1; }",
    ];

    public static TheoryData<string> NoUses =>
    [
        "_ = nameof(File.Delete);",
        "_ = nameof(Environment.UserName);",
        "_ = typeof(File);",
        "FileInfo? no = null;",
        "/* File.Delete(any) */",
        "_ = \"File.Delete(any)\";",
        "Mine.File.Delete(any);",
        "_ = Path.GetFileName(any);",
        "_ = default(Process);",
        "Process? process = null; process?.Dispose();",
        "client?.Dispose();",
    ];

    [Theory]
    [MemberData(nameof(Uses))]
    public Task Use_is_found(string body) => Module.With().FindsAsync(Module.InMethod(body));

    [Theory]
    [MemberData(nameof(NoUses))]
    public Task What_only_looks_like_a_use_is_not_found(string body) =>
        Module.With().FindsNothingAsync(Module.InMethod(body) + " namespace Mine { static class File { public static void Delete(string path) { } } }");

    [Fact]
    public Task Using_static_is_seen_through() =>
        Module.With().FindsAsync("using static System.IO.File; class C { void M() => [|Delete(\"a\")|]; }", "file:write:a");

    [Fact]
    public Task Alias_is_seen_through() =>
        Module.With().FindsAsync("using F = System.IO.File; class C { void M() => [|F.Delete(\"a\")|]; }", "file:write:a");

    [Fact]
    public Task Extension_method_is_seen() => Module.With().FindsAsync(
        Module.InMethod("""await [|client.GetFromJsonAsync<int>("https://api.example.com/v1")|];"""), "network:access:api.example.com");

    [Fact]
    public Task Extension_method_is_seen_when_called_as_static() => Module.With().FindsAsync(
        Module.InMethod("""await [|HttpClientJsonExtensions.GetFromJsonAsync<int>(client, "https://api.example.com/v1")|];"""), "network:access:api.example.com");

    [Fact]
    public Task Conditional_access_is_seen() => Module.With().FindsAsync(
        Module.InMethod("""client?.[|GetAsync("https://api.example.com/v1")|];"""), "network:access:api.example.com");

    [Fact]
    public Task Reading_and_writing_a_property_are_told_apart() => Module.With().FindsAsync(
        Module.InMethod("var x = [|Environment.CurrentDirectory|]; [|Environment.CurrentDirectory|] = \"/srv\";"),
        "environment:read:*", "environment:write:/srv");

    [Fact]
    public Task Compound_assignment_reads_and_writes() => Module.With("environment:read").FindsAsync(
        Module.InMethod("[|Environment.CurrentDirectory|] += \"/srv\";"));

    [Fact]
    public Task Subscription_is_a_use_and_its_end_is_none() => Module.With().FindsAsync(
        Module.InMethod("[|AppDomain.CurrentDomain.UnhandledException += (_, _) => { }|]; AppDomain.CurrentDomain.UnhandledException -= (_, _) => { };"),
        "host:hook");

    [Fact]
    public Task Field_of_the_libraries_is_a_use() => Module.With().FindsAsync(Module.InMethod("var c = [|Path.AltDirectorySeparatorChar|];"), "console:read");

    [Fact]
    public Task Target_typed_creation_is_a_use() => Module.With().FindsAsync(
        "class C { readonly StreamReader _reader = [|new(\"in.csv\")|]; }", "file:read:in.csv");

    [Fact]
    public Task Arguments_of_base_constructors_are_looked_at() => Module.With().FindsAsync(
        """class Reader : StreamReader { public Reader() : base(Stream.Null, leaveOpen: [|File.ReadAllText("name")|].Length > 0) { } }""",
        "file:read:name");

    [Fact]
    public Task Constructor_of_the_base_is_a_use() => Module.With().FindsAsync(
        "class Reader : StreamReader { public Reader() [|: base(\"in.csv\")|] { } }", "file:read:in.csv");

    [Fact]
    public Task Records_and_primary_constructors_are_looked_at() => Module.With().FindsAsync(
        """
        record Report(string Path) { public string Text => [|File.ReadAllText("a.md")|]; }
        class Old(string path) { readonly string _text = [|File.ReadAllText(path)|]; }
        """,
        "file:read:a.md", "file:read:*");

    [Fact]
    public Task Attributes_and_documentation_are_no_use() => Module.With().FindsNothingAsync(
        """
        /// <summary>Calls <see cref="File.Delete(string)"/>.</summary>
        /// <example><code>File.Delete("a");</code></example>
        [DebuggerTypeProxy(typeof(System.Diagnostics.Process))]
        class C { }
        """);

    [Fact]
    public async Task Two_capabilities_of_one_call_are_two_findings()
    {
        var found = await Module.With().AnalyzeAsync("""class C { void M() => System.IO.File.Move("a", "b"); }""");

        Assert.Equal(["file:read:a", "file:write:b"], found.Select(diagnostic => diagnostic.Properties["permission"]));
    }

    [Fact]
    public async Task Chained_call_is_reported_at_the_name()
    {
        var found = Assert.Single(await Module.With().AnalyzeAsync("""
            class C
            {
                System.Threading.Tasks.Task M(System.Net.Http.HttpClient client) => client
                    .GetAsync("https://api.example.com");
            }
            """));

        Assert.Equal((3, 9), (found.Location.GetLineSpan().StartLinePosition.Line, found.Location.GetLineSpan().StartLinePosition.Character));
    }
}
