using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;
using NuGet.Versioning;

namespace ModuleBuild.Security.Tests.Checks.Identity;

public sealed class IdentityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Acme.Orders.nuspec", "Acme.Orders", null)]
    [InlineData("acme.orders.nuspec", "Acme.Orders", null)]
    [InlineData("Acme.Orders.nuspec", "Acme.Other", "says that it is 'Acme.Other'. Clients that go by the file's name")]
    [InlineData("Acme.Other.nuspec", "Acme.Other", "says that it is 'Acme.Other', and the package is called 'Acme.Orders'.")]
    public void Nuspec_must_say_the_name_of_its_file_and_package(string name, string id, string? problem) =>
        AssertOne(Run(_folder.Write("a.nuspec", $"<package xmlns=\"http://x\"><metadata><version>1.0.0</version><id> {id} </id></metadata></package>"), name), name, problem);

    [Theory]
    [InlineData("<!DOCTYPE a [ <!ENTITY b SYSTEM \"file:///etc/passwd\"> ]><package><metadata><id>&b;</id></metadata></package>")]
    [InlineData("<!DOCTYPE a [ <!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\"> ]><package><metadata><id>&b;</id></metadata></package>")]
    [InlineData("<package><metadata><id>Acme.Orders")]
    [InlineData("<package/>")]
    [InlineData("")]
    public void Nuspec_that_cannot_be_read_is_told(string text) =>
        AssertOne(Run(_folder.Write("a.nuspec", text), "Acme.Orders.nuspec"), "Acme.Orders.nuspec", "is no nuspec that can be read");

    [Theory]
    [InlineData("lib/net10.0/Acme.Orders.dll", null)]
    [InlineData("lib/net10.0/System.Text.Json.dll", "is the assembly 'Acme.Orders' under another name")]
    public void Assembly_must_have_the_name_of_its_file(string path, string? problem) =>
        AssertOne(Run(CompiledProgram.Compile(_folder.Path, "Acme.Orders", "public class A { }"), path), path, problem);

    private static void AssertOne(IReadOnlyList<Finding> findings, string path, string? problem)
    {
        Assert.Equal(problem is null ? [] : ["MB2014"], findings.Select(finding => finding.Code));
        Assert.All(findings, finding => Assert.StartsWith($"'{path}' {problem}", finding.Message, StringComparison.Ordinal));
    }

    private static IReadOnlyList<Finding> Run(string source, string path) => SecurityChecks.Run(
        new SecurityCheckInput
        {
            Place = new SourceLocation("module.json"),
            Package = new PackageVersion("Acme.Orders", new NuGetVersion(1, 0, 0)),
            Files = [new PackedFile(source, path)],
        },
        TestContext.Current.CancellationToken);
}
