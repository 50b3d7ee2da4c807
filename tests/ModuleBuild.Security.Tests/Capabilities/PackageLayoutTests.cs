using System.IO.Compression;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Capabilities.Inputs;
using ModuleBuild.Security.Tests.Capabilities.Patterns;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>Where the code of a package lies: below lib, for platforms, as native libraries, as a tool, or nowhere.</summary>
public sealed class PackageLayoutTests : IDisposable
{
    private const string Stub = "public class T { public static void Go() => throw new System.PlatformNotSupportedException(); }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_stands_for_lib_on_some_platform_is_looked_into()
    {
        var report = Analyze(
            ("lib/net8.0/Lib.dll", Compile("Lib", Stub)),
            ("runtimes/win/lib/net8.0/Lib.dll", Compile("Lib", Starts("on-windows"))),
            ("runtimes/unix/lib/net6.0/Lib.dll", Compile("Lib", Starts("too-old"))),
            ("runtimes/unix/lib/net8.0/Lib.dll", Compile("Lib", Starts("on-unix"))));

        Assert.Equal(["process:start:on-unix", "process:start:on-windows"], report.Capabilities.Select(reached => reached.Capability.ToString()));
        Assert.Empty(report.Unknown);
    }

    [Fact]
    public void Assemblies_for_platforms_only_are_looked_into()
    {
        var report = Analyze(("ref/net8.0/Lib.dll", Compile("Lib", Stub)), ("runtimes/linux-x64/lib/net8.0/Lib.dll", Compile("Lib", Starts("here"))));

        Assert.Equal("process:start:here", Assert.Single(report.Capabilities).Capability.ToString());
    }

    [Fact]
    public void Assemblies_of_one_platform_run_together()
    {
        var (win, linux) = (Compile("Lib", Starts("win")), Compile("Lib", Starts("linux")));
        var calls = Compile("App", "public class A { public void Run() => T.Go(); }", win);
        var not = Compile("App", "public class A { public void Run() { } }");

        // The App of Windows calls Lib, which then is that of Windows; the one of Linux does not.
        var report = Run(
            new AnalyzedFile(calls, "App", IsRoot: true) { Runtime = "win-x64" },
            new AnalyzedFile(not, "App", IsRoot: true) { Runtime = "linux" },
            new AnalyzedFile(win, "Lib", IsRoot: false) { Runtime = "win" },
            new AnalyzedFile(linux, "Lib", IsRoot: false) { Runtime = "unix" });

        Assert.Equal("process:start:win", Assert.Single(report.Capabilities).Capability.ToString());
        Assert.Empty(report.Unknown);
    }

    [Theory]
    [InlineData("linux-musl-x64", "linux-musl-x64 linux-musl linux-x64 linux unix-x64 unix")]
    [InlineData("ubuntu.16.04-x64", "ubuntu.16.04-x64 linux-x64 linux unix-x64 unix")]
    [InlineData("osx.10.12-x64", "osx.10.12-x64 osx-x64 osx unix-x64 unix")]
    [InlineData("win10-arm64", "win10-arm64 win-arm64 win")]
    [InlineData("WIN", "win")]
    [InlineData("browser-wasm", "browser-wasm browser")]
    [InlineData("", "linux unix")]
    public void A_platform_runs_what_is_for_those_around_it(string runtime, string expected) =>
        Assert.Equal(expected.Split(' '), RuntimeIdentifier.Fallbacks(runtime).Where(name => name.Length > 0));

    [Fact]
    public void More_platforms_than_any_package_has_are_not_known()
    {
        var report = Analyze([.. Enumerable.Range(0, 40).Select(number => ($"runtimes/linux-a{number}/lib/net8.0/Lib.dll", Compile("Lib", Stub)))]);

        Assert.Equal("Lib", Assert.Single(report.Unknown).Name);
    }

    [Fact]
    public void Native_code_that_nobody_calls_by_name_is_not_known()
    {
        var report = Analyze(("lib/net8.0/Lib.dll", Compile("Lib", Stub)), ("runtimes/linux-x64/native/libhidden.so.3", _folder.Write("libhidden.so", "\u007fELF")));

        Assert.Equal(new UnknownAssembly("Acme", "it has native code of which no function is seen to be called by name (libhidden.so.3)"), Assert.Single(report.Unknown));
    }

    [Fact]
    public void Native_code_that_is_called_by_name_shows_as_that()
    {
        var lib = Compile("Lib", "public static class N { [System.Runtime.InteropServices.DllImport(\"foo\")] public static extern void Bar(); }");
        var report = Analyze(("lib/net8.0/Lib.dll", lib), ("runtimes/linux-x64/native/libfoo.so", _folder.Write("libfoo.so", "\u007fELF")), ("runtimes/win-x64/native/z.dll", _folder.Write("z.dll", "MZ")));

        Assert.Equal("native:pinvoke:foo!Bar", Assert.Single(report.Capabilities).Capability.ToString());
        Assert.Empty(report.Unknown);
    }

    [Fact]
    public void A_package_of_native_code_only_is_not_known()
    {
        var report = Analyze(("runtimes/win-x64/native/foo.dll", _folder.Write("foo.dll", "MZ")));

        Assert.Empty(report.Capabilities);
        Assert.Equal("Acme", Assert.Single(report.Unknown).Name);
    }

    [Fact]
    public void A_tool_is_entered_at_its_program()
    {
        var lib = Compile("Lib", "public class T { public static void Used() => System.Environment.GetEnvironmentVariable(\"USED\"); public static void Not() => System.Diagnostics.Process.Start(\"evil\"); }");
        var tool = Compile("Tool", "public class P { public static void Main() => T.Used(); }", lib);
        var report = Analyze(("tools/net8.0/any/Tool.dll", tool), ("tools/net8.0/any/Tool.runtimeconfig.json", _folder.Write("r.json", "{}")), ("tools/net8.0/any/Lib.dll", lib));

        Assert.Equal("env:read:USED", Assert.Single(report.Capabilities).Capability.ToString());
    }

    [Fact]
    public void A_package_that_only_brings_others_has_no_code_of_its_own()
    {
        var input = PackageInput.Of(Pack("<dependencies><dependency id=\"Z.Lib\" version=\"1.0.0\" /><dependency id=\"A.Lib\" version=\"1.0.0\" /></dependencies>"), Scratch(), TestContext.Current.CancellationToken);

        Assert.Null(input.Problem);
        Assert.Equal("It has no code of its own: it brings A.Lib, Z.Lib.", input.Remark);
        Assert.Empty(Run([.. input.Files]).Capabilities);
    }

    [Fact]
    public void A_package_of_nothing_has_nothing_to_look_into() =>
        Assert.NotNull(PackageInput.Of(Pack(string.Empty), Scratch(), TestContext.Current.CancellationToken).Problem);

    [Fact]
    public void What_was_restored_for_platforms_is_found()
    {
        _folder.Write("packages/lib/1.0.0/runtimes/win/lib/net8.0/Lib.dll", "MZ");
        _folder.Write("packages/lib/1.0.0/runtimes/win-x64/native/n.dll", "MZ");
        _folder.Write("packages/lib/1.0.0/lib/net8.0/Lib.dll", "MZ");
        var assets = _folder.Write("project.assets.json", """
            { "version": 3, "targets": { "net10.0": { "Lib/1.0.0": { "type": "package", "runtime": { "lib/net8.0/Lib.dll": {} },
              "runtimeTargets": { "runtimes/win/lib/net8.0/Lib.dll": { "assetType": "runtime", "rid": "win" }, "runtimes/win-x64/native/n.dll": { "assetType": "native", "rid": "win-x64" } } } } },
              "libraries": { "Lib/1.0.0": { "type": "package", "path": "lib/1.0.0", "files": [] } }, "packageFolders": { "FOLDER": {} } }
            """.Replace("FOLDER", Path.Combine(_folder.Path, "packages").Replace('\\', '/'), StringComparison.Ordinal));

        var files = AssetsInput.Read(assets, "net10.0");

        Assert.Equal([(null, false), ("win", false), ("win-x64", true)], files.Select(file => (file.Runtime, file.IsNative)));
    }

    [Fact]
    public void What_a_published_program_has_for_platforms_is_found()
    {
        var app = Compile("App", Stub);
        File.WriteAllText(Path.ChangeExtension(app, ".deps.json"), """
            { "targets": { ".NETCoreApp,Version=v10.0": { "No.Such.Package/1.0.0": { "runtime": { "lib/net8.0/Lib.dll": {} },
              "runtimeTargets": { "runtimes/win/lib/net8.0/Lib.dll": { "rid": "win", "assetType": "runtime" }, "runtimes/osx/native/libn.dylib": { "rid": "osx", "assetType": "native" }, "../../x.dll": { "rid": "win" } } } } } }
            """);

        var files = DepsFile.Read(Path.ChangeExtension(app, ".deps.json"));

        Assert.Equal([(null, false), ("win", false), ("osx", true)], files.Select(file => (file.Runtime, file.IsNative)));
    }

    [Fact]
    public void A_folder_has_platforms_as_a_package_has()
    {
        var folder = Scratch();
        Put(Path.Combine(folder, "Lib.dll"), Compile("Lib", Stub));
        Put(Path.Combine(folder, "runtimes", "win", "lib", "net8.0", "Lib.dll"), Compile("Lib", Starts("win")));
        Put(Path.Combine(folder, "libfoo.so"), _folder.Write("libfoo.so", "\u007fELF"));

        var report = Run([.. FolderInput.Of(folder).Files]);

        Assert.Equal("process:start:win", Assert.Single(report.Capabilities).Capability.ToString());
        Assert.Equal("libfoo", Assert.Single(report.Unknown).Name);
    }

    private static string Starts(string program) => $"public class T {{ public static void Go() => System.Diagnostics.Process.Start(\"{program}\"); }}";

    private string Scratch() => Directory.CreateDirectory(Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"))).FullName;

    private string Compile(string name, string source, params string[] references) =>
        CompiledProgram.Compile(Scratch(), name, source, Microsoft.CodeAnalysis.OptimizationLevel.Release, references);

    private static void Put(string path, string from)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(from, path);
    }

    private CapabilityReport Analyze(params (string Item, string File)[] files) =>
        Run([.. PackageInput.Of(Pack(string.Empty, files), Scratch(), TestContext.Current.CancellationToken).Files]);

    private static CapabilityReport Run(params AnalyzedFile[] files) =>
        CapabilityAnalysis.Run(new AnalysisRequest { Module = "Acme", Files = [.. files], WithEntries = true }, TestContext.Current.CancellationToken).Report;

    private string Pack(string dependencies, params (string Item, string File)[] files)
    {
        var path = Path.Combine(Scratch(), "Acme.1.0.0.nupkg");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(archive.CreateEntry("Acme.nuspec").Open()))
        {
            nuspec.Write($"<package><metadata><id>Acme</id><version>1.0.0</version><authors>a</authors><description>d</description>{dependencies}</metadata></package>");
        }

        foreach (var (item, file) in files)
        {
            archive.CreateEntryFromFile(file, item);
        }

        return path;
    }
}
