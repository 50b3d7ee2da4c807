using ModuleBuild.Analyzers.Tests.Infrastructure;

namespace ModuleBuild.Analyzers.Tests.Uses;

/// <summary>MB2001: members that reflection finds by names which stand in the call.</summary>
public sealed class NamedMemberTests
{
    [Theory]
    [InlineData("""_ = typeof(Environment).[|GetMethod("GetEnvironmentVariable", [typeof(string)])|];""", "environment:read:*")]
    [InlineData("""_ = Type.GetType("System.Diagnostics.Process, System.Diagnostics.Process")!.[|GetMethod("Start", [typeof(string)])|];""", "process:start:*")]
    [InlineData("""_ = [|Activator.CreateInstance(typeof(StreamReader), "a")|];""", "file:read:*")]
    [InlineData("""_ = typeof(Environment).[|GetProperty("UserName")|];""", "environment:read:*")]
    [InlineData("var type = typeof(Environment); _ = [|type.GetMethod(\"GetEnvironmentVariable\", [typeof(string)])|];", "environment:read:*")]
    [InlineData("dynamic d = new Process(); [|d.Start()|];", "process:start:*")]
    [InlineData("dynamic name = any; [|Process.Start(name)|];", "process:start:*")]
    public Task Member_by_a_constant_name_is_a_use(string body, string permission) => Module.With().FindsAsync(Module.InMethod(body), permission);

    [Theory]
    [InlineData("""_ = typeof(Math).GetMethod("Abs", [typeof(int)]);""")]
    [InlineData("""_ = typeof(Environment).GetMethod(any);""")]
    [InlineData("""_ = Activator.CreateInstance(typeof(List<int>));""")]
    [InlineData("dynamic d = new Process(); d.Dispose();")]
    public Task Harmless_and_unknown_names_are_left_alone(string body) => Module.With().FindsNothingAsync(Module.InMethod(body));
}
