using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Checks.Secrets;

namespace ModuleBuild.Security.Tests.Checks.Secrets;

public sealed class PlantedFileTests : IDisposable
{
    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["A"] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        ["a"] = "abcdefghijklmnopqrstuvwxyz0123456789",
        ["h"] = "0123456789abcdef",
        ["U"] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modulebuild-test-");

    public static TheoryData<string, int> Files => [.. Rows(PlantedFiles.All), .. Rows(PlantedFiles.Keys)];

    public static TheoryData<string> Formats => [.. ReadFormats()];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Secret_is_found_where_it_stands_and_never_shown_whole(string name, int index)
    {
        PlantedFile[] all = [.. PlantedFiles.All, .. PlantedFiles.Keys];
        var planted = all[index];
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, new UnicodeEncoding(false, false), new UnicodeEncoding(true, false), Encoding.UTF32, new UTF32Encoding(true, true)];
        foreach (var encoding in encodings)
        {
            var path = Path.Combine(_folder.FullName, name);
            File.WriteAllText(path, planted.Text.Replace("§", planted.Secret, StringComparison.Ordinal), encoding);

            var finding = Assert.Single(Run(new PackedFile(path, "content/" + name, name)));

            Assert.Equal("MB2009", finding.Code);
            Assert.Equal(PlaceOf(planted), finding.Location);
            Assert.Contains($"({planted.Kind})", finding.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(planted.Secret[..5], finding.Message + finding.Subject, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_form_of_token_is_found(string format)
    {
        var parts = format.Split('|');
        var body = Planted.Draw(Math.Max(int.Parse(parts[3], null), 20), Letters.GetValueOrDefault(parts[2], Letters["A"]));
        body = body[..Math.Min(body.Length, int.Parse(parts[4], null))];

        var found = Assert.Single(SecretScanner.Scan(new MemoryStream(Encoding.UTF8.GetBytes("one\ntwo '" + parts[1] + body + "', three\n")), TestContext.Current.CancellationToken));

        Assert.Equal((parts[0], 2, 6, parts[1].Length + body.Length), (found.Kind, found.Line, found.Column, found.Length));
    }

    [Fact]
    public void Text_of_Windows_is_read_to_its_end()
    {
        var filler = string.Concat(Enumerable.Repeat("an ordinary line of text\r\n", 60_000));
        var path = Path.Combine(_folder.FullName, "big.txt");
        File.WriteAllText(path, filler + "token = 'ghp_" + Planted.Draw(36, Letters["A"]) + "'", Encoding.Unicode);

        Assert.Equal(new SourceLocation("big.txt", 60_001, 10), Assert.Single(Run(new PackedFile(path, "big.txt", "big.txt"))).Location);
    }

    [Fact]
    public void There_are_thirty_files_and_sixty_forms() => Assert.True(PlantedFiles.All.Count >= 30 && Formats.Count >= 60);

    private static IEnumerable<Finding> Run(PackedFile file) => SecurityChecks.Run(
        new SecurityCheckInput { Place = new SourceLocation("module.json"), Files = [file] },
        TestContext.Current.CancellationToken).Where(finding => finding.Code == "MB2009");

    private static SourceLocation PlaceOf(PlantedFile planted)
    {
        var before = planted.Text[..planted.Text.IndexOf('§', StringComparison.Ordinal)];
        return new SourceLocation(planted.Name, before.Count(letter => letter == '\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    private static IEnumerable<TheoryDataRow<string, int>> Rows(IReadOnlyList<PlantedFile> files) =>
        files.Select((file, index) => new TheoryDataRow<string, int>(file.Name, index + (ReferenceEquals(files, PlantedFiles.Keys) ? PlantedFiles.All.Count : 0)));

    private static IEnumerable<TheoryDataRow<string>> ReadFormats()
    {
        using var reader = new StreamReader(typeof(SecretScanner).Assembly.GetManifestResourceStream("secret-formats.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line is not ("" or ['#', ..])).Select(line => new TheoryDataRow<string>(line))];
    }
}
