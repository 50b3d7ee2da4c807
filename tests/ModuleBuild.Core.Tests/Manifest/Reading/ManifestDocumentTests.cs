using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Reading;

public sealed class ManifestDocumentTests
{
    private const string Text = "{\r\n  \"id\": \"é😀\", \"metadata\": {\"a/b\": \"1\", \"~\": \"2\"},\r\n  \"tags\": [\"aa\",\n \"bb\"]\r}";

    private static readonly ManifestDocument Document = ManifestReader.Read("m.json", Encoding.UTF8.GetBytes(Text)).Document!;

    [Theory]
    [InlineData("", 1, 1, 1, 1)]
    [InlineData("/id", 2, 9, 2, 3)]
    [InlineData("/metadata", 2, 28, 2, 16)]
    [InlineData("/metadata/a~1b", 2, 36, 2, 29)]
    [InlineData("/metadata/~0", 2, 46, 2, 41)]
    [InlineData("/tags/1", 4, 2, 4, 2)]
    [InlineData("/tags/2", 3, 11, 3, 11)]
    [InlineData("/tags/-1", 3, 11, 3, 11)]
    [InlineData("/tags/x", 3, 11, 3, 11)]
    [InlineData("/tags/1/x", 4, 2, 4, 2)]
    [InlineData("/none/a", 1, 1, 1, 1)]
    public void Places(string pointer, int valueLine, int valueColumn, int nameLine, int nameColumn)
    {
        Assert.Equal(new SourceLocation("m.json", valueLine, valueColumn), Document.LocateValue(pointer));
        Assert.Equal(new SourceLocation("m.json", nameLine, nameColumn), Document.LocateName(pointer));
    }

    [Theory]
    [InlineData("/id", "{\r\n  \"metadata\": {\"a/b\": \"1\", \"~\": \"2\"},\r\n  \"tags\": [\"aa\",\n \"bb\"]\r}")]
    [InlineData("/metadata/~0", "{\r\n  \"id\": \"é😀\", \"metadata\": {\"a/b\": \"1\"},\r\n  \"tags\": [\"aa\",\n \"bb\"]\r}")]
    [InlineData("/tags", "{\r\n  \"id\": \"é😀\", \"metadata\": {\"a/b\": \"1\", \"~\": \"2\"}\r}")]
    public void Deletions(string pointer, string after)
    {
        Assert.True(Document.Holds(pointer));
        Assert.Equal(after, Apply(Document.Deletion(pointer)!));
    }

    [Fact]
    public void Replacements_are_escaped() => Assert.Contains("\"id\": \"a\\\"b\"", Apply(Document.Replacement("/id", "a\"b")!), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_there_cannot_be_edited()
    {
        Assert.False(Document.Holds("/version"));
        Assert.Null(Document.Deletion("/version"));
        Assert.Null(Document.Replacement("/version", "1.0.0"));
        Assert.Null(Document.Deletion(""));
    }

    private static string Apply(Fix fix)
    {
        var finding = Finding.Create(DiagnosticCatalog.DefaultValue, SourceLocation.None, "x") with { Fix = fix };
        return Encoding.UTF8.GetString(FixApplier.Apply(Document.Bytes.Span, [finding]).Content);
    }
}
