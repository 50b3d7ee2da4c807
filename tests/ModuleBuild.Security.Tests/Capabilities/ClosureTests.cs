using Microsoft.CodeAnalysis;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Capabilities.Reports;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>Several assemblies together: who brings what, what moved, what is not there.</summary>
public sealed class ClosureTests : IDisposable
{
    private const string Library = "using System.Diagnostics; namespace Lib { public class Tool { public static void Go() => Process.Start(\"evil\"); public static void Safe() { } } public interface IWork { void Do(); } }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_package_is_named_with_the_way_to_it()
    {
        var lib = Compile("Lib", Library);
        var app = Compile("App", "public class A\n{\n    public void Run()\n    {\n        Lib.Tool.Go();\n    }\n}", lib);

        var reached = Assert.Single(Analyze(app, lib).Capabilities);

        Assert.Equal(new Capability("process:start", "evil"), reached.Capability);
        Assert.Equal("Lib.Package", reached.Package);
        Assert.Equal(["A.Run()", "Lib.Tool.Go()", "System.Diagnostics.Process.Start(String)"], reached.Path.Select(step => step.Member));
        Assert.Equal(5, reached.Path[0].Line);
        Assert.EndsWith("App.cs", reached.Path[0].File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_moved_is_followed()
    {
        var old = Compile("Lib", Library);
        var app = Compile("App", "public class A { public void Run() => Lib.Tool.Go(); }", old);
        var moved = Compile("Moved", Library);
        var lib = Compile("Lib", "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Lib.Tool))]", moved);

        Assert.Equal("process:start:evil", Assert.Single(Analyze(app, lib, moved).Capabilities).Capability.ToString());
    }

    [Fact]
    public void A_type_that_moved_to_what_is_not_there_is_unknown()
    {
        var old = Compile("Lib", Library);
        var app = Compile("App", "public class A { public void Run() => Lib.Tool.Go(); }", old);
        var moved = Compile("Moved", Library);
        var lib = Compile("Lib", "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Lib.Tool))]", moved);

        Assert.Equal(["Lib"], Analyze(app, lib).Unknown.Select(unknown => unknown.Name));
    }

    [Fact]
    public void Others_come_in_at_types_that_an_assembly_forwards()
    {
        var moved = Compile("Moved", Library + " namespace Lib { public class Kept { public class Inner { public static void Go() => System.IO.File.Delete(\"x\"); } } public class Other { public void Go() => System.Console.ReadLine(); } }");
        var lib = Compile("Lib", "[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Lib.Tool))] [assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(Lib.Kept))]", moved);

        Assert.Equal(["file:write:x", "process:start:evil"], Analyze(lib, moved).Capabilities.Select(reached => reached.Capability.ToString()));
        Assert.Equal(["Moved"], Analyze(lib).Unknown.Select(unknown => unknown.Name));
    }

    [Fact]
    public void A_missing_dependency_is_unknown()
    {
        var lib = Compile("Lib", Library);
        var app = Compile("App", "public class A { public void Run() => Lib.Tool.Safe(); }", lib);

        Assert.Equal(new UnknownAssembly("Lib", "it was not found"), Assert.Single(Analyze(app).Unknown));
    }

    [Fact]
    public void A_missing_dependency_that_nobody_uses_is_not_told()
    {
        var lib = Compile("Lib", Library);
        var app = Compile("App", "public class A { public void Run() { } } class B { void F() => Lib.Tool.Safe(); }", lib);

        Assert.Empty(Analyze(app).Unknown);
    }

    [Fact]
    public void A_reference_assembly_is_unknown()
    {
        var lib = Compile("Lib", Library.Replace("namespace", "[assembly: System.Runtime.CompilerServices.ReferenceAssembly] namespace", StringComparison.Ordinal));
        var app = Compile("App", "public class A { public void Run() => Lib.Tool.Safe(); }", lib);

        Assert.Contains("reference assembly", Assert.Single(Analyze(app, lib).Unknown).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_assembly_are_unknown()
    {
        var junk = _folder.Write("Junk.dll", "MZ this is none");

        Assert.Equal("Junk", Assert.Single(Analyze(junk).Unknown).Name);
    }

    [Fact]
    public void What_the_outside_calls_on_public_types_is_reached()
    {
        var lib = Compile("Lib", Library);
        var app = Compile("App", "public class A { public Lib.IWork Run() => new B(); } class B : Lib.IWork { void Lib.IWork.Do() => Lib.Tool.Go(); }", lib);

        Assert.Single(Analyze(app, lib).Capabilities);
    }

    [Fact]
    public void What_nobody_outside_can_call_is_not_reached()
    {
        var lib = Compile("Lib", Library);
        var app = Compile("App", "public class A { public void Run() { } internal void Not() => Lib.Tool.Go(); } interface IHidden { void Do(); } class C : IHidden { public void Do() => Lib.Tool.Go(); } public class D { public object Run() => new C(); }", lib);

        Assert.Empty(Analyze(app, lib).Capabilities);
    }

    [Fact]
    public void The_initializer_of_a_package_runs_with_its_first_use()
    {
        var lib = Compile("Lib", "using System.Diagnostics; public class T { public static void F() { } } class I { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Go() => Process.Start(\"evil\"); }");
        var uses = Compile("App", "public class A { public void Run() => T.F(); }", lib);
        var not = Compile("Other", "public class A { public void Run() { } }");

        Assert.Single(Analyze(uses, lib).Capabilities);
        Assert.Empty(Analyze(not, lib).Capabilities);
    }

    [Fact]
    public void What_ASP_NET_Core_finds_by_convention_is_reached()
    {
        var web = Compile("Microsoft.AspNetCore.Http.Abstractions", "namespace Microsoft.AspNetCore.Builder { public static class UseMiddlewareExtensions { public static void UseMiddleware<T>() { } public static void Holds<T>() { } } }");
        var lib = Compile("Lib", Library);
        const string Body = "class M { public void InvokeAsync() => Lib.Tool.Go(); } public class A { public void Run() => Microsoft.AspNetCore.Builder.UseMiddlewareExtensions.NAME<M>(); }";

        Assert.Single(Analyze(Compile("App", Body.Replace("NAME", "UseMiddleware", StringComparison.Ordinal), web, lib), lib).Capabilities);
        Assert.Empty(Analyze(Compile("Other", Body.Replace("NAME", "Holds", StringComparison.Ordinal), web, lib), lib).Capabilities);
    }

    [Theory]
    [InlineData("T.Method()", "process:start:git")]
    [InlineData("_ = T.Property", "file:read:*")]
    [InlineData("new U.V().Do()", "env:read:HOME")]
    [InlineData("new W().Do()", "network:connect:*")]
    [InlineData("((B)new W()).Do()", "network:connect:*")]
    [InlineData("((I)new X()).Go()", "network:dns:*")]
    [InlineData("T.Other()", null)]
    public void What_a_library_says_of_a_member_is_reached_by_its_calls(string call, string? expected)
    {
        const string Attribute = "namespace ModuleBuild { class RequiresCapabilityAttribute(string capability) : System.Attribute { public string Capability => capability; public string Target { get; set; } } } ";
        var lib = Compile("Lib", "using ModuleBuild; public static class T { [RequiresCapability(\"process:start\", Target = \"git\")] public static void Method() { } [RequiresCapability(\"file:read\", Target = \"*\")] public static int Property => 1; [RequiresCapability(\"what:ever\")] public static void Other() { } } "
            + "[RequiresCapability(\"environment:read\", Target = \"HOME\")] public class U { public class V { public void Do() { } } } public interface I { [RequiresCapability(\"network:dns\")] void Go(); } "
            + "public abstract class B { [RequiresCapability(\"network:connect\")] public abstract void Do(); } public class X : I { public void Go() { } } public class W : B { [RequiresCapability(\"network:connect\")] public override void Do() { } } " + Attribute);
        var app = Compile("App", $"public class A {{ public void Run() {{ {call}; }} }}", lib);

        Assert.Equal(expected is null ? [] : [expected], Analyze(app, lib).Capabilities.Select(reached => reached.Capability.ToString()));
    }

    [Fact]
    public void Types_of_one_name_in_two_assemblies_are_two()
    {
        var evil = Compile("Evil", "using System.Diagnostics; namespace N { public class T { public static void F() => Process.Start(\"evil\"); } }");
        var nice = Compile("Nice", "namespace N { public class T { public static void F() { } } }");
        var app = Compile("App", "public class A { public void Run() => N.T.F(); }", nice);

        Assert.Empty(Analyze(app, evil, nice).Capabilities);
    }

    [Fact]
    public void The_report_does_not_depend_on_the_order_of_files()
    {
        var lib = Compile("Lib", Library);
        var second = Compile("Second", "public class S { public static void F() => Lib.Tool.Go(); }", lib);
        var app = Compile("App", "public class A { public void Run() => S.F(); public void Other() => Lib.Tool.Go(); }", lib, second);

        var one = CapabilityReportFile.Write(Analyze(app, lib, second));
        var other = CapabilityReportFile.Write(Analyze(app, second, lib));

        Assert.Equal(one, other);
    }

    private string Compile(string name, string source, params string[] references) =>
        CompiledProgram.Compile(_folder.Path, name, source, OptimizationLevel.Debug, references);

    private static CapabilityReport Analyze(string root, params string[] others) => CapabilityAnalysis.Run(
        new AnalysisRequest
        {
            Module = "App",
            Files = [new AnalyzedFile(root, "App", IsRoot: true), .. others.Select(path => new AnalyzedFile(path, Path.GetFileNameWithoutExtension(path) + ".Package", IsRoot: false))],
        },
        TestContext.Current.CancellationToken).Report;
}
