using System.Text;
using ModuleBuild.Core.Compatibility;
using ModuleBuild.Security.Compatibility.Api;

namespace ModuleBuild.Security.Tests.Compatibility.Api;

/// <summary>What ApiCompat writes, and anything else that may stand in its place.</summary>
public sealed class SuppressionFileTests
{
    private const string Written = """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- https://learn.microsoft.com/dotnet/fundamentals/package-validation/diagnostic-ids -->
        <Suppressions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <Suppression>
            <DiagnosticId>CP0002</DiagnosticId>
            <Target>M:Acme.IExporter.Export(System.Collections.Generic.List{System.Int32})</Target>
            <Left>/a/Acme.dll</Left>
          </Suppression>
          <Suppression><DiagnosticId>CP0001</DiagnosticId><Target>T:Acme.Old</Target><IsBaselineSuppression>true</IsBaselineSuppression></Suppression>
          <Suppression><DiagnosticId>CP0003</DiagnosticId></Suppression>
        </Suppressions>
        """;

    [Fact]
    public void Entries_are_read()
    {
        Assert.Equal(
            [new("CP0002", "M:Acme.IExporter.Export(System.Collections.Generic.List{System.Int32})"), new("CP0001", "T:Acme.Old"), new("CP0003", string.Empty)],
            Read(Written)!.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<Other/>")]
    [InlineData("<Suppressions><Suppression><DiagnosticId>CP0001")]
    [InlineData("<Suppressions><Suppression><DiagnosticId><b/></DiagnosticId></Suppression></Suppressions>")]
    [InlineData("<!DOCTYPE s [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Suppressions>&a;</Suppressions>")]
    public void Anything_else_is_refused(string text) => Assert.Null(Read(text));

    [Fact]
    public void Depth_and_mutations_end_well()
    {
        var deep = new StringBuilder("<Suppressions>");
        for (var at = 0; at < 100_000; at++)
        {
            deep.Append("<a>");
        }

        Assert.Null(Read(deep.ToString()));
        var random = new Random(3006);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Written);
            for (var count = random.Next(1, 6); count > 0; count--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var stream = new MemoryStream(bytes);
            _ = SuppressionFile.Read(stream)?.Select(each => DocIdText.Of(each.Target)).ToList();
        }
    }

    [Fact]
    public void Both_directions_make_one_list_and_breaking_differences_come_first()
    {
        SuppressedDifference[] less = [new("CP0006", "M:A.I.New"), new("CP0002", "M:A.I.Old"), new("CP0002", "M:A.C.add_E(X)"), new("CP0002", "M:A.C.remove_E(X)"), new("CP0016", "T:A.C"), new("CP9999", "T:A.X")];
        SuppressedDifference[] more = [new("CP0002", "M:A.I.New"), new("CP0001", "T:A.Fresh"), new("CP0006", "M:A.I.Old"), new("CP0003", "A.dll"), new("CP0009", "T:A.Open")];

        Assert.Equal(
            [
                "True CP0002 A.C.E removed", "True CP0002 A.I.Old() removed", "True CP0006 A.I.New() added to an interface", "True CP9999 A.X changed",
                "False CP0001 A.Fresh added", "False CP0009 A.Open no longer sealed",
            ],
            ApiDifferences.Of([.. less], [.. more]).Select(Text));
    }

    [Theory]
    [InlineData("net8.0;net10.0", "net10.0", "net8.0")]
    [InlineData("net8.0;net10.0", "net8.0", "")]
    [InlineData("netstandard2.0", "net8.0", "netstandard2.0")]
    [InlineData("net8.0", "netstandard2.0", "")]
    [InlineData("rubbish", "net8.0", "")]
    [InlineData("", "net8.0", "")]
    public void A_framework_that_is_gone_breaks_who_targets_it(string released, string now, string gone) => Assert.Equal(
        gone,
        string.Join(';', ApiDifferences.Frameworks([.. released.Split(';', StringSplitOptions.RemoveEmptyEntries)], [.. now.Split(';')]).Select(each => each.DocId)));

    private static string Text(ApiDifference difference) => $"{difference.IsBreaking} {difference.Id} {difference.Member} {difference.What}";

    private static System.Collections.Immutable.ImmutableArray<SuppressedDifference>? Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return SuppressionFile.Read(stream);
    }
}
