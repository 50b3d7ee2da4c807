using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Robustness;

public sealed class MutatedManifestTests
{
    [Fact]
    public void Ten_thousand_mutated_manifests_are_read_without_exception_hang_or_waste() => Mutations.Check(10_000, bytes =>
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = ManifestReader.Read("module.json", bytes);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000);
        Assert.True(reading.Document is not null || reading.Findings.Any(finding => finding.Severity == Severity.Error));
        AssertPlaces(bytes, reading);
        Assert.All(reading.Findings, finding =>
        {
            Assert.DoesNotContain(finding.Message, char.IsControl);
            Assert.All(finding.Fix?.Edits ?? [], edit => Assert.InRange(edit.Start + edit.Length, edit.Start, bytes.Length));
        });
    });

    [Fact]
    public void What_the_parser_of_the_platform_takes_is_JSON_and_nothing_else_is() => Mutations.Check(3_000, bytes =>
    {
        var reading = ManifestReader.Read("module.json", bytes);

        Assert.Equal(IsJson(bytes), !reading.Findings.Any(finding => finding.Code is "MB0002" or "MB0026"));
    });

    [Fact]
    public void After_all_fixes_no_fix_is_left_and_what_could_be_read_is_JSON() => Mutations.Check(700, bytes =>
    {
        var couldBeRead = ManifestReader.Read("module.json", bytes).Document is not null;
        var mended = Mend(bytes);

        Assert.DoesNotContain(ManifestReader.Read("module.json", mended).Findings, finding => finding.Fix is not null);
        Assert.True(!couldBeRead || IsJson(mended) || HasLoneSurrogate(mended));
    });

    [Fact]
    public void A_fix_takes_its_finding_away_and_brings_no_error() => Mutations.CheckReadable(700, bytes =>
    {
        var findings = ManifestReader.Read("module.json", bytes).Findings;
        foreach (var finding in findings.Where(finding => finding.Fix is not null))
        {
            var after = ManifestReader.Read("module.json", FixApplier.Apply(bytes, [finding]).Content).Findings;

            // After a deletion the next item has its index.
            Assert.True(
                after.Length < findings.Length || after.Count(finding.Same) < findings.Count(finding.Same),
                $"{finding.Code} {finding.Message} stays after {finding.Fix!.Title}:\n{Encoding.UTF8.GetString(bytes)}");
            Assert.True(
                after.Count(one => one.Severity == Severity.Error) <= findings.Count(one => one.Severity == Severity.Error),
                $"{finding.Fix!.Title} brings an error: {string.Join(" | ", after.Except(findings).Select(one => one.Message))}\n{Encoding.UTF8.GetString(bytes)}");
        }
    });

    [Fact]
    public void A_manifest_without_findings_is_written_and_read_as_the_same() => Mutations.CheckReadable(3_000, bytes =>
    {
        var reading = ManifestReader.Read("module.json", bytes);
        if (!reading.Findings.Any(finding => finding.Severity == Severity.Error))
        {
            var written = ManifestWriter.Write(reading.Document!.Manifest);
            var again = ManifestReader.Read("module.json", written);
            Assert.DoesNotContain(again.Findings, finding => finding.Severity == Severity.Error);
            ManifestEquality.AssertSame(reading.Document.Manifest, again.Document!.Manifest);
            Assert.Equal(written, ManifestWriter.Write(again.Document.Manifest));
        }
    });

    private static byte[] Mend(byte[] bytes)
    {
        for (var round = 0; round < 200; round++)
        {
            var findings = ManifestReader.Read("module.json", bytes).Findings;
            if (!findings.Any(finding => finding.Fix is not null))
            {
                break;
            }

            bytes = FixApplier.Apply(bytes, findings).Content;
        }

        return bytes;
    }

    private static void AssertPlaces(byte[] bytes, ManifestReading reading)
    {
        // As an editor counts, over text in which invalid bytes are replacement characters.
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var last = (Line: 0, Column: 0);
        foreach (var (_, line, column) in reading.Findings.Select(finding => finding.Location))
        {
            Assert.InRange(line, 1, lines.Length + bytes.Count(b => b is 0x0C or 0x85));
            Assert.True((line, column).CompareTo(last) >= 0);
            Assert.InRange(column, 1, bytes.Length + 1);
            last = (line, column);
        }
    }

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes);
            return System.Text.Unicode.Utf8.IsValid(bytes) && !HasLoneSurrogate(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasLoneSurrogate(byte[] bytes) =>
        ManifestReader.Read("module.json", bytes).Findings.Any(finding => finding.Message.Contains("surrogate", StringComparison.Ordinal));

    private static bool HasLoneSurrogate(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => !TryRead(() => element.GetString()),
        JsonValueKind.Array => element.EnumerateArray().Any(HasLoneSurrogate),
        JsonValueKind.Object => element.EnumerateObject().Any(property => !TryRead(() => property.Name) || HasLoneSurrogate(property.Value)),
        _ => false,
    };

    private static bool TryRead(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
