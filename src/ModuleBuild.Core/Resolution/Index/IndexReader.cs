using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Resolution.Packages;
using NuGet.Versioning;

namespace ModuleBuild.Core.Resolution.Index;

/// <summary>
/// Reads an index: a JSON snapshot of a feed, one entry a package version. The form is that of <c>docs/sources.md</c>. All problems are
/// told in one run, with their places.
/// </summary>
public sealed class IndexReader
{
    private const int MostProblems = 100;

    private readonly string _path;
    private readonly ReadOnlyMemory<byte> _json;
    private readonly TextPositions _positions;
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    private IndexReader(string path, ReadOnlyMemory<byte> json, int start)
    {
        _path = path;
        _json = json;
        _positions = new TextPositions(json, start);
    }

    /// <summary>Reads an index. Never throws for what it holds.</summary>
    /// <param name="path">The path that findings show.</param>
    /// <param name="json">The whole text, UTF-8.</param>
    /// <returns>The entries in the order of the file, none where there is a problem; MB1022 for each problem.</returns>
    public static (ImmutableArray<PackageFacts> Packages, ImmutableArray<Finding> Findings) Read(string path, ReadOnlyMemory<byte> json)
    {
        var start = TextEncoding.StartOfText(json.Span);
        var reader = new IndexReader(path, json, start);
        if (TextEncoding.FindProblem(json.Span, start) is { } encoding)
        {
            reader.Report(encoding.Offset, encoding.Sentence);
            return ([], reader._findings.ToImmutable());
        }

        if (json.Span[start..].Trim(" \t\r\n"u8).IsEmpty)
        {
            reader.Report(start, "the file is empty. Write it again, for example with 'modulebuild index'.");
            return ([], reader._findings.ToImmutable());
        }

        var packages = reader.ReadEntries(start);
        return reader._findings.Count == 0 ? (packages, []) : ([], reader._findings.ToImmutable());
    }

    /// <summary>Reports a problem.</summary>
    /// <param name="offset">Where, in bytes.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    internal void Report(long offset, string sentence)
    {
        if (_findings.Count < MostProblems)
        {
            var (line, column) = _positions.At((int)offset);
            _findings.Add(Finding.Create(DiagnosticCatalog.IndexUnusable, new SourceLocation(_path, line, column), sentence));
        }
    }

    private ImmutableArray<PackageFacts> ReadEntries(int start)
    {
        var packages = ImmutableArray.CreateBuilder<PackageFacts>();
        var first = new Dictionary<(string Id, NuGetVersion Version), long>(SameVersion.Comparer);
        var json = new Utf8JsonReader(_json.Span[start..], new JsonReaderOptions { MaxDepth = JsonTree.DeepestNesting });
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
            {
                Report(json.TokenStartIndex + start, "expected a list of packages, '[' first.");
                return [];
            }

            var entries = new IndexEntryReader(this, start);
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                var at = json.TokenStartIndex + start;
                if (entries.Read(ref json) is not { } facts)
                {
                    continue;
                }

                var key = (facts.Id, facts.Version);
                if (first.TryAdd(key, at))
                {
                    packages.Add(facts);
                }
                else
                {
                    var line = _positions.At((int)first[key]).Line.ToString(CultureInfo.InvariantCulture);
                    Report(at, $"{facts} stands in it twice, first at line {line}. Keep the one that is right.");
                }
            }

            json.Read(); // what follows the list is no JSON
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Their words are for programmers; ours come from looking at the place again. InvalidOperationException: an escaped
            // surrogate without its other half.
            var tree = JsonTreeReader.Read(_json);
            foreach (var problem in tree.Problems.OrderBy(problem => problem.Offset))
            {
                Report(problem.Offset, problem.Sentence);
            }

            if (tree.Problems.IsEmpty)
            {
                Report(start, "it is not JSON.");
            }
        }

        return packages.DrainToImmutable();
    }
}
