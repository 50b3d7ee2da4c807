using System.Runtime.Versioning;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Reading;

/// <summary>MB0026: files that cannot be read.</summary>
public sealed class FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modulebuild-").FullName;

    private string Manifest => Path.Combine(_folder, "module.json");

    [Fact]
    public void A_file_is_read_under_the_path_as_it_was_given()
    {
        File.WriteAllBytes(Manifest, MaximalManifest.Bytes);
        var given = Path.Combine(_folder, ".", "module.json");

        var reading = ManifestReader.ReadFile(given);

        Assert.Empty(reading.Findings);
        Assert.Equal(given, reading.Document!.Path);
        Assert.Equal(MaximalManifest.Bytes, reading.Document.Bytes.ToArray());
    }

    [Fact]
    public void Missing() => AssertUnreadable(Manifest, "there is no such file. Run 'modulebuild init' to write one.");

    [Fact]
    public void Missing_with_its_folder() =>
        AssertUnreadable(Path.Combine(_folder, "none", "module.json"), "there is no such file. Run 'modulebuild init' to write one.");

    [Fact]
    public void A_folder() => AssertUnreadable(_folder, "it is a folder. Give the path of the file.");

    [Fact]
    public void A_path_through_a_file()
    {
        File.WriteAllText(Manifest, "{}");
        Assert.Null(ManifestReader.ReadFile(Path.Combine(Manifest, "module.json")).Document);
        Assert.Equal("MB0026", Assert.Single(ManifestReader.ReadFile(Path.Combine(Manifest, "module.json")).Findings).Code);
    }

    [Fact]
    public void A_path_that_no_system_can_have() => Assert.Equal("MB0026", Assert.Single(ManifestReader.ReadFile("a\0b").Findings).Code);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Without_permission()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Only users other than root lack permissions.");
        File.WriteAllText(Manifest, "{}");
        File.SetUnixFileMode(Manifest, UnixFileMode.None);

        AssertUnreadable(Manifest, "this user has no permission to read it. Change its permissions.");
    }

    [Fact]
    public void Locked_by_another()
    {
        File.WriteAllText(Manifest, "{}");
        using var other = new FileStream(Manifest, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        AssertUnreadable(Manifest, "another program has locked it. Close that program, and try again.");
    }

    [Fact]
    public void Open_in_an_editor_is_not_locked()
    {
        File.WriteAllBytes(Manifest, MaximalManifest.Bytes);
        using var editor = new FileStream(Manifest, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

        Assert.Empty(ManifestReader.ReadFile(Manifest).Findings);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertUnreadable(string path, string reason)
    {
        var reading = ManifestReader.ReadFile(path);

        Assert.Null(reading.Document);
        var finding = Assert.Single(reading.Findings);
        Assert.Equal(
            ("MB0026", $"The manifest cannot be read: {reason}", new SourceLocation(path), null),
            (finding.Code, finding.Message, finding.Location, finding.Fix));
    }
}
