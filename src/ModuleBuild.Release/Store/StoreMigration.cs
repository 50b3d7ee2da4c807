using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;
using ModuleBuild.Release.Model;

namespace ModuleBuild.Release.Store;

/// <summary>What a migration did.</summary>
/// <param name="From">The format that was there.</param>
/// <param name="To">The format that is there now; the same where there was nothing to do.</param>
public sealed record MigrationResult(int From, int To);

/// <summary>Brings environments to the format that this tool writes: in one commit, with an entry of the ledger.</summary>
/// <param name="store">The store.</param>
/// <param name="steps">The steps; see <see cref="MigrationStep.All"/>.</param>
/// <param name="current">The format to reach; see <see cref="StoreFormat.Current"/>.</param>
/// <param name="writer">A name that no other process uses.</param>
/// <param name="clock">The time.</param>
public sealed class StoreMigration(IStateStore store, ImmutableArray<MigrationStep> steps, int current, string writer, TimeProvider clock)
{
    private const int MostRaces = 20;
    private const string Version = "formatVersion";

    private static readonly ImmutableArray<string> Rewritten = [StorePaths.Current, StorePaths.Operation, StorePaths.Target];

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Migrates an environment; nothing is written where it has the format already.</summary>
    /// <param name="environment">Its name.</param>
    /// <param name="by">Who asked for it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What was done; or MB6011 where the format is newer, or none that ever was.</returns>
    public async Task<SourceAnswer<MigrationResult>> MigrateAsync(string environment, string by, CancellationToken cancellation)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var tip = await store.GetTipAsync(StorePaths.BranchOf(environment), cancellation);
            var read = tip.Value?.Commit is null ? default : await store.ReadAsync(tip.Value, [.. Rewritten, StorePaths.LedgerHead], cancellation);
            if (read.Value is null)
            {
                return SourceAnswer.Failed<MigrationResult>(tip.Problem ?? read.Problem ?? Tell(environment, "there is no such environment."));
            }

            var (files, result, problem) = Decide(read.Value.Files, by);
            if (result is null || result.From == result.To)
            {
                return result is null ? SourceAnswer.Failed<MigrationResult>(Tell(environment, problem!)) : SourceAnswer.Of(result);
            }

            var message = string.Create(CultureInfo.InvariantCulture, $"{environment}: migrate from format {result.From} to {result.To}");
            var written = await store.WriteAsync(tip.Value!, new StateChange(files, message, by, clock.GetUtcNow(), writer), cancellation);
            if (written.Value?.Tip is not null || written.Problem is not null)
            {
                return written.Problem is null ? SourceAnswer.Of(result) : SourceAnswer.Failed<MigrationResult>(written.Problem);
            }
        }

        return SourceAnswer.Failed<MigrationResult>(Finding.Create(
            DiagnosticCatalog.EnvironmentBusy, new SourceLocation(StorePaths.BranchOf(environment)), environment, "others were faster each time; try again."));
    }

    private (ImmutableSortedDictionary<string, byte[]?> Files, MigrationResult? Result, string? Problem) Decide(ImmutableArray<byte[]?> before, string by)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]?>(StringComparer.Ordinal);
        var contents = new JsonObject?[Rewritten.Length];
        for (var index = 0; index < contents.Length; index++)
        {
            (contents[index], var problem) = Parse(Rewritten[index], before[index]);
            if (problem is not null)
            {
                return (files.ToImmutable(), null, problem);
            }
        }

        if (contents[0] is null || VersionOf(contents[0]!) is not { } from)
        {
            return (files.ToImmutable(), null, $"{StorePaths.Current} is missing, or has no '{Version}'.");
        }

        var chosen = steps.Where(step => step.From >= from && step.From < current).OrderBy(step => step.From).ToList();
        if (from < 1 || from > current || !chosen.Select(step => step.From).SequenceEqual(Enumerable.Range(from, current - from)))
        {
            return (files.ToImmutable(), null, FormattableString.Invariant($"{StorePaths.Current}: its '{Version}' is {from}; this tool knows {current}, and no way there."));
        }

        if (from == current)
        {
            return (files.ToImmutable(), new MigrationResult(from, from), null);
        }

        for (var index = 0; index < contents.Length; index++)
        {
            if (contents[index] is { } content)
            {
                files[Rewritten[index]] = Rewrite(Rewritten[index], content, chosen);
            }
        }

        var (head, broken) = before[^1] is { } bytes ? StoreJson.Read<LedgerHead>(bytes) : (null, "it is missing.");
        if (head is null)
        {
            return (files.ToImmutable(), null, $"{StorePaths.LedgerHead}: {broken}");
        }

        var why = string.Join(' ', chosen.Select(step => FormattableString.Invariant($"{step.From} to {step.From + 1}: {step.Title}")));
        var happened = new LedgerEvent { Kind = LedgerEventKind.Migrated, At = clock.GetUtcNow(), By = by, Why = why };
        var entry = StoreJson.Write(new LedgerEntry { Sequence = head.Sequence + 1, Previous = head.Hash, Event = happened });
        files[StorePaths.LedgerEntry(head.Sequence + 1)] = entry;
        files[StorePaths.LedgerHead] = StoreJson.Write(new LedgerHead(head.Sequence + 1, Convert.ToHexStringLower(SHA256.HashData(entry))));
        return (files.ToImmutable(), new MigrationResult(from, current), null);
    }

    private static byte[] Rewrite(string path, JsonObject content, List<MigrationStep> chosen)
    {
        foreach (var step in chosen)
        {
            content = step.Rewrite(path, content);
            if (content.ContainsKey(Version))
            {
                content[Version] = step.From + 1;
            }
        }

        return [.. JsonSerializer.SerializeToUtf8Bytes<JsonNode>(content, Written), (byte)'\n'];
    }

    private static (JsonObject? Content, string? Problem) Parse(string path, byte[]? bytes)
    {
        try
        {
            return bytes is null ? (null, null) : JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject content ? (content, null) : (null, $"{path}: it holds no object.");
        }
        catch (JsonException e)
        {
            return (null, $"{path}: {e.Message}");
        }
    }

    private static int? VersionOf(JsonObject content) =>
        content.TryGetPropertyValue(Version, out var version) && version is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static Finding Tell(string environment, string problem) =>
        Finding.Create(DiagnosticCatalog.StateUnusable, new SourceLocation(StorePaths.BranchOf(environment)), environment, problem);
}
