using ModuleBuild.Analyzers.Tests.Infrastructure;

namespace ModuleBuild.Analyzers.Tests.Uses;

/// <summary>MB2001: members that are called by <c>[UnsafeAccessor]</c>.</summary>
public sealed class AccessorTests
{
    private const string Attribute = "System.Runtime.CompilerServices.UnsafeAccessor";
    private const string Kind = "(System.Runtime.CompilerServices.UnsafeAccessorKind.";

    [Theory]
    [InlineData("[" + Attribute + Kind + """StaticMethod, Name = "Start")] static extern Process S(Process? p, string s); object M() => [|S(null, "evil")|];""", "process:start:*")]
    [InlineData("[" + Attribute + Kind + """StaticMethod)] static extern Process Start(Process? p, string s); object M() => [|Start(null, "evil")|];""", "process:start:*")]
    [InlineData("[" + Attribute + Kind + """StaticMethod)] static extern object Start([System.Runtime.CompilerServices.UnsafeAccessorType("System.Diagnostics.Process, System.Diagnostics.Process")] object? p, string s); object M() => [|Start(null, "evil")|];""", "process:start:*")]
    [InlineData("[" + Attribute + Kind + """Constructor)] static extern StreamReader Make(string path); object M() => [|Make("a")|];""", "file:read:*")]
    [InlineData("object M() { return [|S(null)|]; [" + Attribute + Kind + """StaticMethod, Name = "Start")] static extern Process S(Process? p); }""", "process:start:*")]
    public Task Accessor_is_the_member_that_it_names(string members, string permission) =>
        Module.With().FindsAsync("class C { " + members + " }", permission);

    [Theory]
    [InlineData("[" + Attribute + Kind + """StaticMethod, Name = "Start")] static extern Process S(Process? p, string s); object M() => S(null, "evil");""")]
    [InlineData("[" + Attribute + Kind + """Method, Name = "Dispose")] static extern void S(Process p); void M(Process p) => S(p);""")]
    public Task What_is_permitted_or_harmless_is_left_alone(string members) =>
        Module.With("process:start").FindsNothingAsync("class C { " + members + " }");
}
