using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Capabilities.Summaries;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>Files that are no ordinary assembly: each has an outcome of its own, and none is taken to be safe.</summary>
public sealed class UnusualAssemblyTests : IDisposable
{
    private const string Starts = "public class A { public void Run() => System.Diagnostics.Process.Start(\"evil\"); }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mixed_mode_is_read_and_not_known()
    {
        var path = Compile(Starts);
        var bytes = File.ReadAllBytes(path);
        using (var image = new PEReader(new MemoryStream(bytes)))
        {
            bytes[image.PEHeaders.CorHeaderStartOffset + 16] &= unchecked((byte)~CorFlags.ILOnly);
        }

        var report = Analyze(Write(bytes));

        Assert.Contains("mixed mode", Assert.Single(report.Unknown).Reason, StringComparison.Ordinal);
        Assert.Equal("process:start:evil", Assert.Single(report.Capabilities).Capability.ToString());
    }

    [Fact]
    public void A_reference_assembly_is_not_known() =>
        Assert.Contains("reference assembly", Assert.Single(Analyze(Compile("[assembly: System.Runtime.CompilerServices.ReferenceAssembly] " + Starts)).Unknown).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_ReadyToRun_image_is_read_as_IL()
    {
        // The shared framework is compiled so.
        var path = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Net.Ping.dll");
        using (var image = new PEReader(File.OpenRead(path)))
        {
            Assert.SkipWhen(image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size == 0, "This framework is not compiled ahead of time.");
        }

        using var file = File.OpenRead(path);
        var summary = SummaryBuilder.Build("Ping", file, SharedMap.Map);

        Assert.Null(summary.Problem);
        Assert.Contains(summary.Sites, site => site.Kind == "process:start");
    }

    [Fact]
    public void What_was_trimmed_off_is_not_missed_where_nobody_uses_it()
    {
        var whole = Compile("public class L { public static void Used() { } public static void Gone() { } }", "Lib");
        var trimmed = Compile("public class L { public static void Used() { } }", "Lib");
        var uses = Compile("public class A { public void Run() => L.Used(); }", "App", whole);

        Assert.Empty(Analyze(uses, trimmed).Unknown);
    }

    [Fact]
    public void A_type_that_was_trimmed_off_and_is_used_reaches_nothing_and_ends_nowhere()
    {
        var whole = Compile("public class L { public static void Used() => System.Diagnostics.Process.Start(\"evil\"); }", "Lib");
        var trimmed = Compile("class Other { }", "Lib");
        var uses = Compile("public class A { public void Run() => L.Used(); }", "App", whole);

        Assert.Empty(Analyze(uses, trimmed).Capabilities);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u200b")]
    [InlineData("\u0001\u0002")]
    [InlineData("a.b+c`1<>{}[]")]
    public void Names_that_nobody_can_read_hide_nothing(string name)
    {
        var report = Analyze(Renamed(name, "Secret"));

        Assert.Equal("process:start:evil", Assert.Single(report.Capabilities).Capability.ToString());
    }

    [Fact]
    public void Names_that_are_there_twice_hide_nothing()
    {
        // Both types are called Secret, and the methods of both Go.
        var path = Compile("public class Secret { public static void Go() { } } public class Public { public static void Go() => System.Diagnostics.Process.Start(\"evil\"); }");
        var report = Analyze(Renamed("Secret", "Public", path));

        Assert.Equal("process:start:evil", Assert.Single(report.Capabilities).Capability.ToString());
    }

    [Fact]
    public async Task Types_that_lie_in_each_other_or_are_their_own_base_end()
    {
        var metadata = new MetadataBuilder();
        metadata.AddAssembly(metadata.GetOrAddString("Cyclic"), new Version(1, 0), default, default, 0, AssemblyHashAlgorithm.None);
        metadata.AddModule(0, metadata.GetOrAddString("Cyclic.dll"), metadata.GetOrAddGuid(new Guid("11111111-1111-1111-1111-111111111111")), default, default);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        TypeDefinitionHandle[] types = [MetadataTokens.TypeDefinitionHandle(2), MetadataTokens.TypeDefinitionHandle(3)];
        for (var at = 0; at < 2; at++)
        {
            metadata.AddTypeDefinition(TypeAttributes.NestedPublic, default, metadata.GetOrAddString("T"), types[1 - at], MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
            metadata.AddInterfaceImplementation(types[at], types[at]);
        }

        metadata.AddNestedType(types[0], types[1]);
        metadata.AddNestedType(types[1], types[0]);
        var blob = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(blob);

        var path = Write(blob.ToArray());
        var report = await Task.Run(() => Analyze(path), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Empty(report.Capabilities);
    }

    [Theory]
    [InlineData(0xA6)]
    [InlineData(0xF8)]
    public void Instructions_that_there_are_not_are_not_known(byte opcode)
    {
        var path = Compile(Starts);
        var bytes = File.ReadAllBytes(path);
        using (var image = new PEReader(new MemoryStream(bytes)))
        {
            var reader = image.GetMetadataReader();
            var method = reader.MethodDefinitions.Select(reader.GetMethodDefinition).First(method => reader.GetString(method.Name) == "Run");
            image.PEHeaders.TryGetDirectoryOffset(new DirectoryEntry(method.RelativeVirtualAddress, 1), out var offset);
            bytes[offset + 1] = opcode; // behind a header of one byte
        }

        Assert.Contains("could not be read", Assert.Single(Analyze(Write(bytes)).Unknown).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_without_an_assembly_is_not_known()
    {
        var compilation = CSharpCompilation.Create("Net", [CSharpSyntaxTree.ParseText(Starts, cancellationToken: TestContext.Current.CancellationToken)], CompiledProgram.References, new CSharpCompilationOptions(OutputKind.NetModule));
        var path = Path.Combine(_folder.Path, "Net.dll");
        Assert.True(compilation.Emit(path, cancellationToken: TestContext.Current.CancellationToken).Success);

        Assert.Contains("module without an assembly", Assert.Single(Analyze(path).Unknown).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_of_resources_has_nothing_to_reach()
    {
        var report = Analyze(Compile("[assembly: System.Reflection.AssemblyCulture(\"de\")]", "App.resources"));

        Assert.Empty(report.Capabilities);
        Assert.Empty(report.Unknown);
    }

    [Theory]
    [InlineData("", "no .NET assembly|damaged")]
    [InlineData("7F454C460201010000000000000000000300", "no .NET assembly|damaged")]
    [InlineData("CFFAEDFE07000001", "no .NET assembly|damaged")]
    public void What_is_no_assembly_at_all_is_not_known(string bytes, string reason)
    {
        var unknown = Assert.Single(Analyze(Write(Convert.FromHexString(bytes))).Unknown);

        Assert.Matches(reason, unknown.Reason);
    }

    [Fact]
    public void A_native_library_of_Windows_is_not_known()
    {
        var path = Compile(Starts);
        var bytes = File.ReadAllBytes(path);
        using (var image = new PEReader(new MemoryStream(bytes)))
        {
            // Without its directory entry for .NET an image is a native one: the 15th of 16 pairs at the end of the optional header.
            var entry = image.PEHeaders.PEHeaderStartOffset + (image.PEHeaders.PEHeader!.Magic == PEMagic.PE32 ? 96 : 112) + (14 * 8);
            Array.Clear(bytes, entry, 8);
        }

        Assert.Contains("no .NET assembly", Assert.Single(Analyze(Write(bytes)).Unknown).Reason, StringComparison.Ordinal);
    }

    private string Compile(string source, string name = "App", params string[] references) =>
        CompiledProgram.Compile(Directory.CreateDirectory(Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"))).FullName, name, source, OptimizationLevel.Release, references);

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(_folder.Path, "Odd.dll");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    // Obfuscators change names where they lie; one that is shorter ends in zeros, which end a name.
    private string Renamed(string name, string of, string? path = null)
    {
        var bytes = File.ReadAllBytes(path ?? Compile("public class Entry { public static void Run() => Secret.Go(); } class Secret { public static void Go() => System.Diagnostics.Process.Start(\"evil\"); }"));
        var old = System.Text.Encoding.UTF8.GetBytes("\0" + of + "\0");
        var target = new byte[old.Length];
        System.Text.Encoding.UTF8.GetBytes(name).AsSpan(0, Math.Min(System.Text.Encoding.UTF8.GetByteCount(name), old.Length - 2)).CopyTo(target.AsSpan(1));
        var at = bytes.AsSpan().IndexOf(old);
        Assert.True(at > 0);
        target.CopyTo(bytes, at);
        return Write(bytes);
    }

    private static CapabilityReport Analyze(string root, params string[] others) => CapabilityAnalysis.Run(
        new AnalysisRequest { Module = "App", Files = [new AnalyzedFile(root, "App", IsRoot: true), .. others.Select(path => new AnalyzedFile(path, "Lib", IsRoot: false))], WithEntries = true },
        TestContext.Current.CancellationToken).Report;
}
