using System.Buffers.Binary;
using System.IO.Compression;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Checks.Packages;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Checks.Packages;

public sealed class PackageContentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("content/../../evil.txt")]
    [InlineData("%2e%2e/evil.txt")]
    [InlineData("/etc/evil.txt")]
    [InlineData("C:/evil.txt")]
    [InlineData("C:evil.txt")]
    [InlineData("..\\evil.txt")]
    [InlineData("\\\\server\\share\\evil.txt")]
    [InlineData("content/a:evil.txt")]
    [InlineData("content/CON")]
    public void Name_that_leads_out_is_told_and_nothing_is_written_there(string name)
    {
        var found = Look(Zip((name, "text"u8.ToArray(), 0)));

        Assert.Contains(found, finding => finding.Code == "MB2014" && finding.Message.Contains("has a path in the package", StringComparison.Ordinal));
        Assert.Equal(["0"], Directory.GetFileSystemEntries(_folder["out"], "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.Equal(["a.nupkg", "out"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Link_is_told_and_not_made()
    {
        var found = Look(Zip(("content/link", "/etc/passwd"u8.ToArray(), unchecked((int)0xA1FF0000))));

        Assert.Contains(found, finding => finding.Message.StartsWith("'content/link' is a link to another place", StringComparison.Ordinal));
        Assert.Null(new FileInfo(_folder["out/0"]).LinkTarget);
    }

    [Fact]
    public void File_that_stands_twice_is_told() => Assert.Contains(
        Look(Zip(("content/a.txt", "a"u8.ToArray(), 0), ("content/A.txt", "b"u8.ToArray(), 0))),
        finding => finding.Message.Contains("stands in the package twice", StringComparison.Ordinal));

    [Theory]
    [InlineData(5, "it is longer than the directory says|Deflate|damaged")]
    [InlineData(5_000_000, "it is shorter than the directory says|damaged")]
    public void Size_that_lies_is_told(int claimed, string words)
    {
        var bytes = Zip(("content/a.txt", new byte[100_000], 0));
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 24), claimed);

        var contents = Unpack(bytes);

        // Whichever side .NET takes, it is no more than it says.
        Assert.All(contents.Files, file => Assert.InRange(new FileInfo(file.SourcePath).Length, 0, claimed));
        Assert.All(contents.Findings, finding => Assert.Contains(words.Split('|'), word => finding.Message.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void Bomb_is_refused_before_it_is_unpacked()
    {
        var contents = Unpack(Zip(("content/a.txt", new byte[80 << 20], 0)));

        Assert.Matches("^it unpacks to [0-9]+ times its size, as a zip bomb does$", contents.Problem);
        Assert.Empty(Directory.GetFiles(_folder["out"]));
    }

    [Fact]
    public void Archive_in_an_archive_is_not_unpacked()
    {
        var inner = Zip(("evil.txt", new byte[1 << 20], 0));

        Assert.Equal(inner.Length, new FileInfo(Assert.Single(Unpack(Zip(("content/inner.zip", inner, 0))).Files).SourcePath).Length);
    }

    [Fact]
    public void Too_many_files_are_refused()
    {
        var bytes = Zip([.. Enumerable.Range(0, ArchiveLimits.MostFiles + 1).Select(index => (FormattableString.Invariant($"{index}"), Array.Empty<byte>(), 0))]);

        Assert.Equal("it has 50001 files, and 50000 is the limit", Unpack(bytes).Problem);
    }

    [Fact]
    public void Id_and_version_are_those_of_the_nuspec()
    {
        var nuspec = "<package><metadata><id>Acme.Orders</id><version>1.2.0</version></metadata></package>"u8.ToArray();

        Assert.Equal("Acme.Orders 1.2.0", Unpack(Zip(("Acme.Orders.nuspec", nuspec, 0))).Package!.ToString());
    }

    [Theory]
    [InlineData("<!DOCTYPE a [ <!ENTITY b SYSTEM \"file:///etc/passwd\"> ]><package><metadata><id>&b;</id><version>1.0.0</version></metadata></package>")]
    [InlineData("<!DOCTYPE a [ <!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;\"> ]><package><metadata><id>&c;</id><version>1.0.0</version></metadata></package>")]
    [InlineData("<package>")]
    [InlineData("<package><metadata><id></id><version>x</version></metadata></package>")]
    public void Nuspec_with_entities_or_damage_is_not_believed(string nuspec)
    {
        var bytes = Zip(("Acme.Orders.nuspec", System.Text.Encoding.UTF8.GetBytes(nuspec), 0));

        Assert.Null(Unpack(bytes).Package);
        Assert.Contains(Look(bytes), finding => finding.Code == "MB2014");
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("no archive at all, whatever its name says")]
    public void What_is_no_archive_is_told(string text) =>
        Assert.StartsWith("it is damaged: ", Unpack(System.Text.Encoding.UTF8.GetBytes(text)).Problem, StringComparison.Ordinal);

    private static byte[] Zip(params (string Name, byte[] Content, int Attributes)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content, attributes) in files)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
                entry.ExternalAttributes = attributes;
                using var target = entry.Open();
                target.Write(content);
            }
        }

        return stream.ToArray();
    }

    private PackageContents Unpack(byte[] bytes)
    {
        File.WriteAllBytes(_folder["a.nupkg"], bytes);
        Directory.CreateDirectory(_folder["out"]);
        return PackageContents.Unpack(_folder["a.nupkg"], "a.nupkg", _folder["out"], TestContext.Current.CancellationToken);
    }

    private IReadOnlyList<Finding> Look(byte[] bytes)
    {
        var contents = Unpack(bytes);
        Assert.Null(contents.Problem);
        return [.. contents.Findings, .. SecurityChecks.Run(new SecurityCheckInput { Place = new SourceLocation("a.nupkg"), Files = contents.Files }, TestContext.Current.CancellationToken)];
    }
}
