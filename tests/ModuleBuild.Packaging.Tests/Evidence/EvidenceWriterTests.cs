using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Evidence;
using ModuleBuild.Packaging.Evidence;
using ModuleBuild.Testing;

namespace ModuleBuild.Packaging.Tests.Evidence;

public sealed class EvidenceWriterTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Folder => _temporary["package"];

    [Fact]
    public void The_folder_holds_all_files_and_an_index_whose_hashes_match()
    {
        var (files, findings) = Write(Content("module.json", "{}"), Content("reports/deep.txt", "deep"), Content("Acme.Orders.md", "# Page\n"));

        Assert.Empty(findings);
        Assert.Equal(["module/Acme.Orders.md", "module/evidence.json", "module/module.json", "module/reports/deep.txt"], files.Select(file => file.PackagePath));
        Assert.All(files, file => Assert.True(Path.IsPathRooted(file.SourcePath)));
        var index = ReadIndex();
        Assert.Equal(("Acme.Orders", "1.2.0", "0.1.0"), (index.PackageId, index.PackageVersion, index.ToolVersion));
        Assert.Equal(
            files.Where(file => file.PackagePath != EvidenceIndex.PackagePath).Select(file => Describe(file.PackagePath, File.ReadAllBytes(file.SourcePath))),
            index.Files);
    }

    [Fact]
    public void The_order_of_the_contents_does_not_matter()
    {
        Write(Content("a.txt", "a"), Content("b.txt", "b"));
        var first = File.ReadAllBytes(Path.Combine(Folder, "evidence.json"));

        Write(Content("b.txt", "b"), Content("a.txt", "a"));

        Assert.Equal(first, File.ReadAllBytes(Path.Combine(Folder, "evidence.json")));
    }

    [Fact]
    public void What_an_earlier_run_wrote_and_this_one_does_not_is_deleted_and_nothing_else()
    {
        Write(Content("module.json", "{}"), Content("old.txt", "old"));
        _temporary.Write("package/of-somebody.txt", "else");

        Write(Content("module.json", "{}"), Content("new.txt", "new"));

        Assert.Equal(["evidence.json", "module.json", "new.txt", "of-somebody.txt"], Names());
    }

    [Fact]
    public void An_earlier_index_that_leads_out_of_the_folder_deletes_nothing()
    {
        var outside = _temporary.Write("outside.txt", "keep");
        Write(Content("module.json", "{}"));
        var index = Path.Combine(Folder, "evidence.json");
        File.WriteAllText(index, File.ReadAllText(index).Replace("module/module.json", "module/../../outside.txt", StringComparison.Ordinal));

        Assert.Empty(Write(Content("module.json", "{}")).Findings);

        Assert.True(File.Exists(outside));
    }

    [Fact]
    public void A_second_run_touches_nothing()
    {
        Write(Content("module.json", "{}"));
        var stamp = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Array.ForEach(Directory.GetFiles(Folder), file => File.SetLastWriteTimeUtc(file, stamp));

        Write(Content("module.json", "{}"));

        Assert.All(Directory.GetFiles(Folder), file => Assert.Equal(stamp, File.GetLastWriteTimeUtc(file)));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_a_finding()
    {
        _temporary.Write("package", "a file");

        var (files, findings) = Write(Content("module.json", "{}"));

        Assert.Empty(files);
        Assert.Equal("MB9005", Assert.Single(findings).Code);
        Assert.Equal("a file", File.ReadAllText(Folder));
    }

    [Fact]
    public void Where_one_file_cannot_be_written_the_earlier_evidence_stays_whole()
    {
        Write(Content("a.txt", "old"), Content("b.txt", "old"));
        File.Delete(Path.Combine(Folder, "b.txt"));
        Directory.CreateDirectory(Path.Combine(Folder, "b.txt"));

        var (files, findings) = Write(Content("a.txt", "new"), Content("b.txt", "new"));

        Assert.Empty(files);
        Assert.Equal(new SourceLocation(Path.Combine(Folder, "b.txt")), Assert.Single(findings).Location);
        Assert.Equal("old", File.ReadAllText(Path.Combine(Folder, "a.txt")));
        Assert.Equal(Describe("module/a.txt", "old"u8), ReadIndex().Files[0]);
        Assert.Equal(["a.txt", "evidence.json"], Names());
    }

    [Fact]
    public async Task On_a_full_disk_the_earlier_evidence_stays_whole()
    {
        var (disk, reason) = await SmallDisk.MountAsync(kibibytes: 64);
        Assert.SkipWhen(disk is null, reason);
        await using (disk)
        {
            var folder = Path.Combine(disk.Path, "package");
            Assert.Empty(EvidenceWriter.Write(folder, "Acme.Orders", "1.2.0", "0.1.0", [Content("a.txt", "old")]).Findings);

            var (files, findings) = EvidenceWriter.Write(folder, "Acme.Orders", "1.3.0", "0.1.0", [Content("a.txt", "new"), Content("b.txt", new string('x', 100_000))]);

            Assert.Empty(files);
            Assert.Equal(("MB9005", Path.Combine(folder, "b.txt")), Assert.Single(findings) is var finding ? (finding.Code, finding.Location.File) : default);
            Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(folder, "a.txt"), TestContext.Current.CancellationToken));
            Assert.Equal("1.2.0", ReadIndex(folder).PackageVersion);
        }
    }

    [Fact]
    public void A_file_that_is_in_use_is_a_finding()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows keeps others from replacing a file that is open.");
        Write(Content("a.txt", "old"));
        using var open = new FileStream(Path.Combine(Folder, "a.txt"), FileMode.Open, FileAccess.Read, FileShare.None);

        Assert.Equal("MB9005", Assert.Single(Write(Content("a.txt", "new")).Findings).Code);
    }

    [Theory]
    [InlineData("../a.txt", "'../a.txt' cannot be the name of evidence in a package.")]
    [InlineData("evidence.json", "'evidence.json' cannot be the name of evidence in a package.")]
    [InlineData("", "'' cannot be the name of evidence in a package.")]
    [InlineData("MODULE.json", "two pieces of evidence are named 'MODULE.json'.")]
    public void A_name_that_the_package_cannot_hold_is_a_finding(string name, string reason)
    {
        var (files, findings) = Write(Content("module.json", "{}"), Content(name, "x"));

        Assert.Empty(files);
        Assert.Equal($"The file could not be written: {reason} What stood there before is unchanged.", Assert.Single(findings).Message);
        Assert.False(Directory.Exists(Folder));
    }

    public void Dispose() => _temporary.Dispose();

    private (ImmutableArray<PackagedFile> Files, ImmutableArray<Finding> Findings) Write(params EvidenceContent[] contents) =>
        EvidenceWriter.Write(Folder, "Acme.Orders", "1.2.0", "0.1.0", contents);

    private static EvidenceContent Content(string name, string text) => new(name, "report", "text/plain", Encoding.UTF8.GetBytes(text));

    private static EvidenceFile Describe(string path, ReadOnlySpan<byte> content) =>
        new(path, "report", "text/plain", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    private EvidenceIndex ReadIndex(string? folder = null)
    {
        var path = Path.Combine(folder ?? Folder, "evidence.json");
        return EvidenceIndexFile.Read(path, File.ReadAllBytes(path)).Index!;
    }

    private IEnumerable<string> Names() => Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
