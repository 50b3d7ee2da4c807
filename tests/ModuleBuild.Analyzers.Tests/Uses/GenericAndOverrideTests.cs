using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModuleBuild.Analyzers.Tests.Infrastructure;

namespace ModuleBuild.Analyzers.Tests.Uses;

public sealed class GenericAndOverrideTests
{
    [Fact]
    public Task Type_argument_that_is_created_is_a_use() => Module.With().FindsAsync(
        "class C { T Make<T>() where T : new() => new(); object M() => [|Make<HttpClient>()|]; }", "network:access:*");

    [Fact]
    public Task Type_argument_of_the_activator_is_a_use() => Module.With().FindsAsync(
        Module.InMethod("var x = [|Activator.CreateInstance<HttpClient>()|];"), "network:access:*");

    [Fact]
    public Task Type_argument_that_is_only_held_is_none() => Module.With().FindsNothingAsync(
        "class C { T? Keep<T>() => default; object? M() => Keep<HttpClient>(); List<HttpClient> L() => new(); }");

    [Fact]
    public Task Generic_type_is_looked_at_once_and_for_all() => Module.With().FindsAsync(
        "class C<T> { void M(T any) => [|File.Delete(any!.ToString()!)|]; } class D : C<int> { }");

    [Fact]
    public Task Override_in_this_source_is_seen_where_its_body_does_it() => Module.With().FindsAsync(
        """
        class Quiet : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, System.Threading.CancellationToken token) =>
                Task.FromResult(new HttpResponseMessage());
        }
        class Loud(Quiet quiet) : HttpMessageInvoker(quiet)
        {
            public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, System.Threading.CancellationToken token) =>
                base.[|SendAsync(request, token)|];
            Task M(HttpRequestMessage request) => SendAsync(request, default);
        }
        """);

    [Fact]
    public Task Inherited_member_is_that_of_the_base() => Module.With().FindsAsync(
        """class Api : HttpClient { Task M() => [|GetAsync("https://api.example.com")|]; } class D { Task M(Api api) => [|api.GetAsync("https://b.example.com")|]; }""",
        "network:access:api.example.com", "network:access:b.example.com");

    [Fact]
    public Task Override_in_another_library_does_what_its_base_does()
    {
        var module = Module.With();
        module.MoreReferences.Add(Library("public abstract class FastConnection : System.Data.Common.DbConnection { public override void Open() { } }"));
        return module.FindsAsync("class C { void M(FastConnection c) => [|c.Open()|]; }", "database:connect:*");
    }

    [Fact]
    public Task Member_of_another_library_that_only_has_the_same_name_is_none()
    {
        var module = Module.With();
        module.MoreReferences.Add(Library("public class File { public static void Delete(string path) { } }"));
        return module.FindsNothingAsync("class C { void M() => global::File.Delete(\"a\"); }");
    }

    [Fact]
    public Task Overloads_are_told_apart() => Module.With().FindsAsync(
        Module.InMethod("using var a = new StreamReader(Stream.Null); using var b = [|new StreamReader(\"in.csv\")|];"), "file:read:in.csv");

    [Fact]
    public Task Harmless_member_of_a_broad_line_is_left_alone() => Module.With().FindsAsync(
        Module.InMethod("using var p = [|Process.GetCurrentProcess()|]; var id = [|p.Id|]; p.StartInfo.Arguments = any;"),
        "process:inspect", "process:inspect");

    internal static MetadataReference Library(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Library", [CSharpSyntaxTree.ParseText(source)], Module.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
