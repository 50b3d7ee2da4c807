using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using ModuleBuild.Core.Manifest.Reading;

namespace ModuleBuild.Core.Tests.Manifest.Reading;

/// <summary>Holds the checks by hand together with the expressions that the schema has.</summary>
public sealed class TextFormsTests
{
    private static readonly (string Pattern, Func<string, bool> IsRight, string[] Right)[] Forms =
    [
        (ManifestPatterns.Id, TextForms.IsId, ["Acme.Orders", "51-a_b"]),
        (ManifestPatterns.Tag, TextForms.IsTag, ["b2b", "a-"]),
        (ManifestPatterns.Scope, TextForms.IsScope, ["server", "a-1"]),
        (ManifestPatterns.Type, TextForms.IsType, ["A.B+C", "A`1+B`22, A.B-c", "Ä._é"]),
        (ManifestPatterns.Platform, TextForms.IsPlatform, ["linux-musl-arm64", "osx.11.0-x64"]),
        (ManifestPatterns.Section, TextForms.IsSection, ["Acme:Orders-2", "a_b"]),
        (ManifestPatterns.HealthCheck, TextForms.IsHealthCheck, ["orders-api", "0._-"]),
        (ManifestPatterns.ExtensionPoint, TextForms.IsExtensionPoint, ["orders.exporter", "api/orders-1"]),
        (ManifestPatterns.Link, TextForms.IsLink, ["https://a.b:80/c?d#e", "https://[::1]?", "https://a", "https://a\\"]),
    ];

    // Every character that some form treats in a way of its own, and some that none does.
    private static readonly Gen<string> Pieces = Gen.Elements(
        "a", "B", "z", "0", "9", "_", "-", ".", "/", ":", "+", ",", " ", "`", "`1", "@", "[", "]", "?", "#", "\\", "\n", "\u00A0", "é", "😀", "https://", "::1", ":80", "%");

    [Fact]
    public void Each_check_says_what_its_expression_says()
    {
        foreach (var (pattern, isRight, right) in Forms)
        {
            var regex = new Regex($@"^({pattern})\z", RegexOptions.CultureInvariant);
            var texts =
                from start in Gen.Elements(["", .. right])
                from count in Gen.Choose(0, 5)
                from pieces in Pieces.ListOf(count)
                select start + string.Concat(pieces);

            FsCheck.Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(2026, 1121),
                Prop.ForAll(Arb.From(texts), text => Assert.True(regex.IsMatch(text) == isRight(text), $"{pattern}: \"{text}\"")));
            Assert.All(right.Take(2), text => Assert.True(isRight(text), text));
        }
    }
}
