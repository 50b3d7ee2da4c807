using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Checks.Secrets;

/// <summary>MB2009 in what the compiler puts into an assembly.</summary>
public sealed class AssemblySecretsTests : IDisposable
{
    private static readonly string Token = "ghp_" + Planted.Draw(36, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Secret_in_a_string_of_the_code_is_found() =>
        Finds("class C { string M(string a) => a + \"" + Token + "\"; }", "in a string of its code");

    [Fact]
    public void Secret_in_a_constant_is_found_once_with_its_name() =>
        Finds("namespace Acme { class C { const string Key = \"" + Token + "\"; string M(string a) => a + Key; } }", "in the constant 'Acme.C.Key'");

    [Fact]
    public void Connection_string_of_the_code_is_found() =>
        Finds("class C { string M() => \"Server=db.shop.eu;User Id=sa;Password=" + Planted.Draw(12, "abcdefghijklmnopqrstuvwxyz0123456789") + "\"; }", "in a string of its code");

    [Fact]
    public void Secret_in_a_resource_is_found_with_its_line() =>
        Finds("class C { }", "in line 2 of the resource 'Acme.settings.json'", ("Acme.settings.json", System.Text.Encoding.UTF8.GetBytes("{\n\"Key\": \"" + Token + "\" }")));

    [Fact]
    public void Secret_in_compiled_resources_is_found()
    {
        using var stream = new MemoryStream();
        using (var writer = new System.Resources.ResourceWriter(stream))
        {
            writer.AddResource("Key", Token);
            writer.Generate();
            Finds("class C { }", "of the resource 'Acme.Texts.resources'", ("Acme.Texts.resources", stream.ToArray()));
        }
    }

    [Fact]
    public void Literal_of_bytes_is_found() => Finds("class C { System.ReadOnlySpan<byte> M() => \"" + Token + "\"u8; }", "(GitHub token)");

    [Fact]
    public void Ordinary_assembly_has_none() => Assert.Empty(Run(typeof(SecurityChecks).Assembly.Location));

    [Fact]
    public void Damaged_assembly_is_read_as_far_as_it_goes()
    {
        var bytes = File.ReadAllBytes(Compile("class C { string M(string a) => a + \"" + Token + "\"; }"));
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var copy = bytes[..random.Next(2, bytes.Length)];
            for (var change = 0; change < 20; change++)
            {
                copy[random.Next(2, copy.Length)] = (byte)random.Next(256);
            }

            var path = Path.Combine(_folder.Path, "Damaged.dll");
            File.WriteAllBytes(path, copy);
            _ = Run(path);
        }
    }

    private void Finds(string source, string part, params (string Name, byte[] Content)[] resources)
    {
        var finding = Assert.Single(Run(Compile(source, resources)));

        Assert.Equal(new SourceLocation("Acme.dll"), finding.Location);
        Assert.Contains(part, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, finding.Message + finding.Subject, StringComparison.Ordinal);
    }

    private string Compile(string source, params (string Name, byte[] Content)[] resources)
    {
        var path = Path.Combine(_folder.Path, "Acme.dll");
        var result = CSharpCompilation.Create(
                "Acme", [CSharpSyntaxTree.ParseText(source)], CompiledProgram.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(path, manifestResources: resources.Select(resource => new ResourceDescription(resource.Name, () => new MemoryStream(resource.Content), isPublic: true)));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return path;
    }

    private static ImmutableArray<Finding> Run(string path) =>
    [
        .. SecurityChecks.Run(
            new SecurityCheckInput { Place = new SourceLocation("module.json"), Files = [new PackedFile(path, "lib/net10.0/Acme.dll", "Acme.dll")] },
            TestContext.Current.CancellationToken).Where(finding => finding.Code == "MB2009"),
    ];
}
