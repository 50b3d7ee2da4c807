using System.Globalization;
using System.Text;

namespace ModuleBuild.Benchmarks.Analyzing;

/// <summary>Source of an ordinary kind, as much of it as one asks for: every class another one, most calls harmless, a few of them what a permission allows.</summary>
internal static class GeneratedModule
{
    /// <summary>The files.</summary>
    /// <param name="lines">About how many lines they have together.</param>
    public static IReadOnlyList<string> Write(int lines)
    {
        var files = new List<string>();
        for (var written = 0; written < lines;)
        {
            var file = WriteFile(files.Count);
            files.Add(file);
            written += file.Count(c => c == '\n');
        }

        return files;
    }

    private static string WriteFile(int number)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Linq;
            using System.Net.Http;
            using System.Threading;
            using System.Threading.Tasks;

            namespace Acme.Generated.Part{{number}};

            public sealed record Order{{number}}(string Id, decimal Amount, DateTimeOffset Placed, IReadOnlyList<string> Tags);

            public sealed class Orders{{number}}(HttpClient client)
            {
                private readonly Dictionary<string, Order{{number}}> _known = new(StringComparer.Ordinal);

                public event EventHandler? Changed;

                public int Count => _known.Count;

            """);
        for (var method = 0; method < 12; method++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""

                    public async Task<decimal> Sum{{method}}Async(IEnumerable<Order{{number}}> orders, string prefix, CancellationToken token)
                    {
                        var sum = 0m;
                        var tags = new List<string>();
                        foreach (var order in orders.Where(order => order.Id.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(order => order.Placed))
                        {
                            if (_known.TryGetValue(order.Id, out var known) && known.Amount > order.Amount)
                            {
                                sum += known.Amount - order.Amount;
                                tags.AddRange(known.Tags.Select(tag => tag.Trim().ToUpperInvariant()));
                            }
                            else
                            {
                                _known[order.Id] = order with { Tags = [.. order.Tags, "{{method}}"] };
                                Changed?.Invoke(this, EventArgs.Empty);
                            }
                        }

                        var words = tags.Distinct().Select(tag => $"{tag.Length} {tag}").ToList();
                        var text = string.Join(", ", words);
                        await Task.Delay(text.Length % 3, token).ConfigureAwait(false);
                        return Math.Round(sum, 2) + text.Length + Environment.NewLine.Length;
                    }

                """);
        }

        return text.Append("""

                public async Task<string> FetchAsync(string id, CancellationToken token)
                {
                    var answer = await client.GetStringAsync($"https://api.example.com/v1/{id}", token).ConfigureAwait(false);
                    await File.WriteAllTextAsync("/srv/acme/" + id, answer, token).ConfigureAwait(false);
                    return Environment.GetEnvironmentVariable("ACME_MODE") ?? answer;
                }
            }

            """).ToString();
    }
}
