using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Tests.Manifest.EntryPoints;

/// <summary>MB1002: the type is there, and what it lacks is said precisely.</summary>
public sealed class EntryPointContractTests : IDisposable
{
    private const string Add = "Add 'public void Configure(IHostApplicationBuilder builder)'.";

    private readonly EntryPointScenario _scenario = new();

    [Theory]
    [InlineData("public class M { public void Configure(IHostApplicationBuilder b) { } }", "M")]
    [InlineData("public sealed record M { public void Configure(IHostApplicationBuilder b) { } }", "M")]
    [InlineData("namespace A.B { public class M { public M() { } public M(int i) { } public virtual void Configure(IHostApplicationBuilder b) { } } }", "A.B.M")]
    [InlineData("public class O { public class M { public void Configure(IHostApplicationBuilder b) { } } }", "O+M")]
    [InlineData("public class M { public void Configure(IHostApplicationBuilder b) { } }", "M, acme.orders")]
    [InlineData("public class M { private void Configure(string s) { } public void Configure(IHostApplicationBuilder b) { } }", "M")]
    [InlineData("public class B { public void Configure(IHostApplicationBuilder b) { } } public class M : B { }", "M")]
    [InlineData("public class B { public void Configure(IHostApplicationBuilder b) { } } public class M : B { void Configure(IHostApplicationBuilder b, int i) { } }", "M")]
    [InlineData("public class B<T> { public void Configure(T b) { } } public class M : B<IHostApplicationBuilder> { }", "M")]
    [InlineData("public class B<T> { public void Configure(T b) { } } public class C<T> : B<T> { } public class M : C<IHostApplicationBuilder> { }", "M")]
    [InlineData("public interface I { void Configure(IHostApplicationBuilder b); } public class M : I { public void Configure(IHostApplicationBuilder b) { } }", "M")]
    public void Types_that_meet_the_contract(string source, string type) => Assert.Empty(_scenario.Check(source, type));

    [Theory]
    [InlineData("class M { public void Configure(IHostApplicationBuilder b) { } }", "M", "is not public", "Make it public.")]
    [InlineData(
        "public class O { internal class M { public void Configure(IHostApplicationBuilder b) { } } }", "O+M",
        "is not public", "Make it public.")]
    [InlineData(
        "class O { public class M { public void Configure(IHostApplicationBuilder b) { } } }", "O+M",
        "is nested in 'O', which is not public", "Make that public too, or move the entry point out of it.")]
    [InlineData(
        "public interface M { void Configure(IHostApplicationBuilder b); }", "M",
        "is an interface", "Name a class that implements it.")]
    [InlineData(
        "public static class M { public static void Configure(IHostApplicationBuilder b) { } }", "M",
        "is a static class", "Remove 'static' from the class and its Configure: the host creates an instance.")]
    [InlineData(
        "public abstract class M { public void Configure(IHostApplicationBuilder b) { } }", "M",
        "is abstract", "Name a class that derives from it, or remove 'abstract'.")]
    [InlineData(
        "public class M<T> { public void Configure(IHostApplicationBuilder b) { } }", "M`1",
        "is generic", "Name a class without type parameters.")]
    [InlineData(
        "public class O<T> { public class M { public void Configure(IHostApplicationBuilder b) { } } }", "O`1+M",
        "is generic", "Name a class without type parameters.")]
    [InlineData("public struct M { public void Configure(IHostApplicationBuilder b) { } }", "M", "is a struct", "Make it a class.")]
    [InlineData("public enum M { A }", "M", "is an enum", "Name a class.")]
    [InlineData("public delegate void M(IHostApplicationBuilder b);", "M", "is a delegate", "Name a class.")]
    public void Types_that_are_no_class_that_a_host_can_make(string source, string type, string what, string advice) =>
        AssertOnly($"Entry point '{type}' {what}. {advice}", _scenario.Check(source, type));

    [Theory]
    [InlineData(
        "public class M { public M(int i = 1) { } public void Configure(IHostApplicationBuilder b) { } }",
        "has no public parameterless constructor",
        "Add 'public M()': a module is created before there are services to inject.")]
    [InlineData(
        "public class M { private M() { } public M(int i) { } public void Configure(IHostApplicationBuilder b) { } }",
        "has a parameterless constructor that is not public",
        "Make it public.")]
    [InlineData(
        "public class M { static M() { } M() { } public void Configure(IHostApplicationBuilder b) { } }",
        "has a parameterless constructor that is not public",
        "Make it public.")]
    public void Types_that_cannot_be_created(string source, string what, string advice) =>
        AssertOnly($"Entry point 'M' {what}. {advice}", _scenario.Check(source, "M"));

    [Theory]
    [InlineData("public class M { }", "has no public Configure(IHostApplicationBuilder)", Add)]
    [InlineData(
        "public class M { public static void Configure(IHostApplicationBuilder b) { } }",
        "has a static Configure(IHostApplicationBuilder)", "Remove 'static': the host calls it on an instance.")]
    [InlineData(
        "public class M { internal void Configure(IHostApplicationBuilder b) { } }",
        "has a Configure(IHostApplicationBuilder) that is not public", "Make it public.")]
    [InlineData(
        "public class M { public void Configure<T>(IHostApplicationBuilder b) { } }",
        "has a generic Configure(IHostApplicationBuilder)", "Remove its type parameters.")]
    [InlineData(
        "public class M { public System.Threading.Tasks.Task Configure(IHostApplicationBuilder b) => null!; }",
        "has a Configure(IHostApplicationBuilder) that returns System.Threading.Tasks.Task",
        "Return void: what takes time belongs in an IHostedService that Configure registers.")]
    [InlineData(
        "public class M { public ref readonly int Configure(IHostApplicationBuilder b) => throw null!; }",
        "has a Configure(IHostApplicationBuilder) that returns ref System.Int32",
        "Return void: what takes time belongs in an IHostedService that Configure registers.")]
    [InlineData("public class M { public void Configure() { } }", "has Configure(), but no Configure(IHostApplicationBuilder)", Add)]
    [InlineData(
        "public class M { public void Configure(ref IHostApplicationBuilder b) { } }",
        "has Configure(ref Microsoft.Extensions.Hosting.IHostApplicationBuilder), but no Configure(IHostApplicationBuilder)", Add)]
    [InlineData(
        "public unsafe class M { public void Configure(System.Collections.Generic.List<int[,]> l, string[] s, int* p, delegate*<void> f) { } }",
        "has Configure(System.Collections.Generic.List<System.Int32[,]>, System.String[], System.Int32*, delegate*), but no Configure(IHostApplicationBuilder)",
        Add)]
    [InlineData(
        "public class M { public void Configure(string s) { } void Configure(IHostApplicationBuilder b) { } }",
        "has a Configure(IHostApplicationBuilder) that is not public", "Make it public.")]
    [InlineData(
        "namespace N { public interface I { void Configure(IHostApplicationBuilder b); } } "
        + "public class M : N.I { void N.I.Configure(IHostApplicationBuilder b) { } }",
        "implements Configure(IHostApplicationBuilder) explicitly, as N.I.Configure", "Make it a public method of the class.")]
    [InlineData(
        "public interface I { void Configure(IHostApplicationBuilder b) { } } public class M : I { }",
        "has no public Configure(IHostApplicationBuilder)", Add)]
    [InlineData(
        "public class B { public void Configure(IHostApplicationBuilder b) { } } "
        + "public class M : B { public new int Configure(IHostApplicationBuilder b) => 1; }",
        "has a Configure(IHostApplicationBuilder) that returns System.Int32",
        "Return void: what takes time belongs in an IHostedService that Configure registers.")]
    public void Types_without_the_method_that_a_host_calls(string source, string what, string advice) =>
        AssertOnly($"Entry point 'M' {what}. {advice}", _scenario.Check(source, "M"));

    [Fact]
    public void All_that_a_class_lacks_is_told_at_once()
    {
        var findings = _scenario.Check("class M { M() { } }", "M");

        Assert.Equal(
            [
                "Entry point 'M' is not public. Make it public.",
                "Entry point 'M' has a parameterless constructor that is not public. Make it public.",
                $"Entry point 'M' has no public Configure(IHostApplicationBuilder). {Add}",
            ],
            findings.Select(finding => finding.Message));
    }

    [Fact]
    public void Configure_is_inherited_from_a_referenced_assembly()
    {
        var bases = _scenario.Module.Compile("Acme.Bases", "public class B { public void Configure(IHostApplicationBuilder b) { } }");
        var elsewhere = Path.Combine(Directory.CreateDirectory(Path.Combine(_scenario.Module.Folder, "lib")).FullName, "Acme.Bases.dll");
        File.Move(bases, elsewhere);

        Assert.Empty(_scenario.Check("public class M : B { }", "M", elsewhere));
    }

    [Fact]
    public void Configure_is_inherited_through_a_type_that_a_reference_forwards()
    {
        var moved = _scenario.Module.Compile("Acme.New", "public class B { public void Configure(IHostApplicationBuilder b) { } }");
        var old = _scenario.Module.Compile("Acme.Old", "public class B { public void Configure(IHostApplicationBuilder b) { } }");
        var module = _scenario.Compile("public class M : B { }", old);
        _scenario.Module.Compile("Acme.Old", "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(B))]", moved);

        Assert.Empty(_scenario.CheckFile(module, ["M"], moved, old));
    }

    [Fact]
    public void A_base_class_that_is_nowhere_proves_nothing()
    {
        var bases = _scenario.Module.Compile("Acme.Bases", "namespace A { public class B { public void Configure(IHostApplicationBuilder b) { } } }");
        var module = _scenario.Compile("public class M : A.B { }", bases);
        File.Delete(bases);

        AssertOnly(
            "Entry point 'M' has no public Configure(IHostApplicationBuilder) of its own, and its base class 'A.B' is in no referenced "
            + $"assembly. {Add} Or restore and build the project again.",
            _scenario.CheckFile(module, ["M"]));
    }

    public void Dispose() => _scenario.Dispose();

    private static void AssertOnly(string message, IReadOnlyList<Finding> findings)
    {
        var finding = Assert.Single(findings);
        Assert.Equal(message, finding.Message);
        Assert.Equal("MB1002", finding.Code);
        Assert.Equal("/entryPoints/0/type", finding.Subject);
        Assert.Null(finding.Fix);
    }
}
