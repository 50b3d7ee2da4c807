using System.IO.Compression;
using System.Text;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;
using NuGet.Packaging;
using NuGet.Versioning;

namespace ModuleBuild.Release.Tests.Deployers;

/// <summary>Packages that must not be extracted: nothing of them comes to the target, and nothing beside it.</summary>
public sealed class UnsafePackageTests : IDisposable
{
    private readonly Target _target = new();

    public static TheoryData<string, string> Entries => new()
    {
        { "../evil.txt", "which leads out of a folder with '..'" },
        { "lib/../../evil.txt", "which leads out of a folder with '..'" },
        { "lib/%2e%2e/%2e%2e/evil.txt", "which leads out of a folder with '..'" },
        { @"..\evil.txt", "which leads out of a folder with '..'" },
        { "/etc/evil.txt", "which is absolute" },
        { "C:/evil.txt", "which names a drive" },
        { "lib/NUL.txt", "is a device on Windows" },
        { "lib/com1", "is a device on Windows" },
        { "lib/a:b", "which no file name has on Windows" },
        { "lib/dot.", "which Windows takes off" },
        { "lib/LIB.dll|lib/lib.dll", "which are one file on some systems" },
        { "lib/caf\u00e9.txt|lib/cafe\u0301.txt", "which are one file on some systems" },
        { "lib/a.txt|lib/a.txt", "which are one file on some systems" },
        { "lib/a|lib/a/b.txt", "as a file and as a folder" },
        { "Lib/a.txt|lib/b.txt", "which are one on some systems" },
        { "lib//a.txt", "a path with empty names" },
        { "./a.txt", "a path with empty names" },
        { ".modulebuild.json", "a name that is kept for ModuleBuild" },
        { "link>lib/a", "which is a link or a device" },
    };

    public void Dispose() => _target.Dispose();

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Package_is_refused(string entries, string reason)
    {
        var module = Pack(archive =>
        {
            foreach (var name in entries.Split('|'))
            {
                var entry = archive.CreateEntry(name.Split('>')[^1]);
                entry.ExternalAttributes = name.Contains('>', StringComparison.Ordinal) ? unchecked((int)0xA1FF0000) : 0;
                using var stream = entry.Open();
                stream.Write("evil"u8);
            }
        });

        await RefusedAsync(module, reason);
    }

    [Fact]
    public async Task Package_that_swells_is_refused() => await RefusedAsync(
        Pack(archive =>
        {
            using var stream = archive.CreateEntry("zeros.bin").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
            {
                stream.Write(zeros);
            }
        }),
        "as a zip bomb does");

    [Fact]
    public async Task File_that_is_no_archive_is_refused()
    {
        var module = Pack(_ => { });
        var deployer = new Release.Deployers.DirectoryDeployer(new(_target["other"]), new OnePackage(NoArchive(), module.ContentHash), TimeProvider.System);

        var finding = Assert.Single(await deployer.DeployAsync(new("staging", 1, ModuleSet.Of([module], []), "operation", 1, []), Target.Cancellation));

        Assert.Equal("MB6024", finding.Code);
        Assert.False(File.Exists(_target["other/current.json"]));
    }

    [Fact]
    public async Task Parts_of_the_package_format_are_left_out_and_escaped_names_are_read()
    {
        var module = Pack(archive =>
        {
            foreach (var name in new[] { "_rels/.rels", "[Content_Types].xml", "package/services/metadata/core-properties/1.psmdcp", "content/a%20b%23.txt", "content/" })
            {
                archive.CreateEntry(name);
            }
        });

        Assert.Empty(await _target.DeployAsync(1, ModuleSet.Of([module], [])));

        var folder = _target[_target.Current.Modules[0].Folder];
        Assert.Equal(
            [".modulebuild.json", "Acme.Evil.nuspec", "content/a b#.txt"],
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    private async Task RefusedAsync(ReleasedModule module, string reason)
    {
        var finding = Assert.Single(await _target.DeployAsync(1, ModuleSet.Of([module], [])));

        Assert.Equal("MB6024", finding.Code);
        Assert.Contains("Acme.Evil 1.0.0 must not be extracted: it ", finding.Message, StringComparison.Ordinal);
        Assert.Contains(reason, finding.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_target["current.json"]));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_target.Path)!, "*evil.txt", SearchOption.AllDirectories));
        Assert.Empty(_target.Folders());
    }

    private string NoArchive()
    {
        var path = Path.Combine(_target.Feed, "no.nupkg");
        File.WriteAllText(path, "PK\u0003\u0004 but no more than that");
        return path;
    }

    private ReleasedModule Pack(Action<ZipArchive> add)
    {
        Directory.CreateDirectory(_target.Feed);
        var path = Path.Combine(_target.Feed, "Acme.Evil.1.0.0.nupkg");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create, Encoding.UTF8))
        {
            using (var nuspec = archive.CreateEntry("Acme.Evil.nuspec").Open())
            {
                nuspec.Write("""<package><metadata><id>Acme.Evil</id><version>1.0.0</version><authors>x</authors><description>x</description></metadata></package>"""u8);
            }

            add(archive);
        }

        using var reader = new PackageArchiveReader(path);
        return new ReleasedModule("Acme.Evil", "1.0.0", reader.GetContentHash(CancellationToken.None));
    }

    private sealed class OnePackage(string path, string hash) : IModulePackages
    {
        public Task<SourceAnswer<ModulePackage>> GetAsync(string id, NuGetVersion version, CancellationToken cancellation) =>
            Task.FromResult(SourceAnswer.Of(new ModulePackage(id, version, path, hash, null)));
    }
}
